<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AlarmTexts</name>
    <message numerus="yes">
        <source>%n stream(s) lost, with nothing in common</source>
        <translation>
            <numerusform>%n stream lost, with nothing in common</numerusform>
            <numerusform>%n streams lost, with nothing in common</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ColumnMapping</name>
    <message numerus="yes">
        <source>The mapping names %n column(s) that the file does not have: %1.</source>
        <translation>
            <numerusform>The mapping names %n column that the file does not have: %1.</numerusform>
            <numerusform>The mapping names %n columns that the file does not have: %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DeviceState</name>
    <message numerus="yes">
        <source>%1 has just got its IP address. Streams can be added by hand in %n minute(s).</source>
        <translation>
            <numerusform>%1 has just got its IP address. Streams can be added by hand in %n minute.</numerusform>
            <numerusform>%1 has just got its IP address. Streams can be added by hand in %n minutes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EventWatch</name>
    <message numerus="yes">
        <source>%n stream(s) on it.</source>
        <translation>
            <numerusform>%n stream on it.</numerusform>
            <numerusform>%n streams on it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stream(s) without picture at first.</source>
        <translation>
            <numerusform>%n stream without picture at first.</numerusform>
            <numerusform>%n streams without picture at first.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportPlanner</name>
    <message numerus="yes">
        <source>The header, line %1, has %n unknown column(s): %2. Known are: %3.</source>
        <translation>
            <numerusform>The header, line %1, has %n unknown column: %2. Known are: %3.</numerusform>
            <numerusform>The header, line %1, has %n unknown columns: %2. Known are: %3.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>IndexRun</name>
    <message numerus="yes">
        <source>Before: %n period(s)</source>
        <translation>
            <numerusform>Before: %n period</numerusform>
            <numerusform>Before: %n periods</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n gap(s)</source>
        <translation>
            <numerusform>%n gap</numerusform>
            <numerusform>%n gaps</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Now: %n period(s)</source>
        <translation>
            <numerusform>Now: %n period</numerusform>
            <numerusform>Now: %n periods</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n gap(s) healed.</source>
        <translation>
            <numerusform>%n gap healed.</numerusform>
            <numerusform>%n gaps healed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n gap(s) found.</source>
        <translation>
            <numerusform>%n gap found.</numerusform>
            <numerusform>%n gaps found.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MediaMtxClient</name>
    <message numerus="yes">
        <source>%1 has %n recorded piece(s) of this path, too many to erase them one by one. Remove the stream and keep its recordings, then erase the folder.</source>
        <translation>
            <numerusform>%1 has %n recorded piece of this path, too many to erase them one by one. Remove the stream and keep its recordings, then erase the folder.</numerusform>
            <numerusform>%1 has %n recorded pieces of this path, too many to erase them one by one. Remove the stream and keep its recordings, then erase the folder.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 still has %n recorded piece(s) of this path. The stream is switched off, but not removed.</source>
        <translation>
            <numerusform>%1 still has %n recorded piece of this path. The stream is switched off, but not removed.</numerusform>
            <numerusform>%1 still has %n recorded pieces of this path. The stream is switched off, but not removed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The clock of %1 differs from this computer&apos;s by %n minute(s). Tokens are signed for a difference of up to %2 minutes: set both clocks.</source>
        <translation>
            <numerusform>The clock of %1 differs from this computer&apos;s by %n minute. Tokens are signed for a difference of up to %2 minutes: set both clocks.</numerusform>
            <numerusform>The clock of %1 differs from this computer&apos;s by %n minutes. Tokens are signed for a difference of up to %2 minutes: set both clocks.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NamedStreams</name>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… and %n more</numerusform>
            <numerusform>… and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n selected stream(s) out of sight:</source>
        <translation>
            <numerusform>%n selected stream out of sight:</numerusform>
            <numerusform>%n selected streams out of sight:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Overview</name>
    <message numerus="yes">
        <source>full in %n day(s)</source>
        <translation>
            <numerusform>full in %n day</numerusform>
            <numerusform>full in %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lost</source>
        <comment>streams of a media server</comment>
        <translation>
            <numerusform>%n lost</numerusform>
            <numerusform>%n lost</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Passphrase</name>
    <message numerus="yes">
        <source>A passphrase has at least %n character(s).</source>
        <translation>
            <numerusform>A passphrase has at least %n character.</numerusform>
            <numerusform>A passphrase has at least %n characters.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ServerEditRule</name>
    <message numerus="yes">
        <source>%n stream(s) are on this server. This field can be changed when there are none.</source>
        <translation>
            <numerusform>%n stream are on this server. This field can be changed when there are none.</numerusform>
            <numerusform>%n streams are on this server. This field can be changed when there are none.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ShareTexts</name>
    <message numerus="yes">
        <source>The clock of %1 is %n minute(s) ahead of this computer&apos;s. The end of the link is computed on the server&apos;s clock.</source>
        <translation>
            <numerusform>The clock of %1 is %n minute ahead of this computer&apos;s. The end of the link is computed on the server&apos;s clock.</numerusform>
            <numerusform>The clock of %1 is %n minutes ahead of this computer&apos;s. The end of the link is computed on the server&apos;s clock.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The clock of %1 is %n minute(s) behind this computer&apos;s. The end of the link is computed on the server&apos;s clock.</source>
        <translation>
            <numerusform>The clock of %1 is %n minute behind this computer&apos;s. The end of the link is computed on the server&apos;s clock.</numerusform>
            <numerusform>The clock of %1 is %n minutes behind this computer&apos;s. The end of the link is computed on the server&apos;s clock.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StreamActionTexts</name>
    <message numerus="yes">
        <source>Transferred at %1. It can be moved again in %n min.</source>
        <translation>
            <numerusform>Transferred at %1. It can be moved again in %n min.</numerusform>
            <numerusform>Transferred at %1. It can be moved again in %n min.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StreamEdits</name>
    <message numerus="yes">
        <source>%n stream(s)</source>
        <translation>
            <numerusform>%n stream</numerusform>
            <numerusform>%n streams</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TransferRun</name>
    <message numerus="yes">
        <source>looked at %n target(s)</source>
        <translation>
            <numerusform>looked at %n target</numerusform>
            <numerusform>looked at %n targets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At most %n second(s) without a capture.</source>
        <translation>
            <numerusform>At most %n second without a capture.</numerusform>
            <numerusform>At most %n seconds without a capture.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the archive index has %n period(s) of %1</source>
        <translation>
            <numerusform>the archive index has %n period of %1</numerusform>
            <numerusform>the archive index has %n periods of %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TransferSearch</name>
    <message numerus="yes">
        <source>The stream was transferred a short while ago. It can be moved again in %n minute(s).</source>
        <translation>
            <numerusform>The stream was transferred a short while ago. It can be moved again in %n minute.</numerusform>
            <numerusform>The stream was transferred a short while ago. It can be moved again in %n minutes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TransferTexts</name>
    <message numerus="yes">
        <source>Afterwards it cannot be moved again for %n min.</source>
        <translation>
            <numerusform>Afterwards it cannot be moved again for %n min.</numerusform>
            <numerusform>Afterwards it cannot be moved again for %n min.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Afterwards they cannot be moved again for %n min.</source>
        <translation>
            <numerusform>Afterwards they cannot be moved again for %n min.</numerusform>
            <numerusform>Afterwards they cannot be moved again for %n min.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of these streams come(s) from cameras that take one viewer at a time: there the old server has to stop first. Picture and recording have a gap of some seconds, up to a minute.</source>
        <translation>
            <numerusform>%n of these streams comes from a camera that takes one viewer at a time: there the old server has to stop first. Picture and recording have a gap of some seconds, up to a minute.</numerusform>
            <numerusform>%n of these streams come from cameras that take one viewer at a time: there the old server has to stop first. Picture and recording have a gap of some seconds, up to a minute.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <comment>servers</comment>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 does not take these settings of %n stream(s): %2. They stay in the registry.</source>
        <translation>
            <numerusform>%1 does not take these settings of %n stream: %2. They stay in the registry.</numerusform>
            <numerusform>%1 does not take these settings of %n streams: %2. They stay in the registry.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TroubleTexts</name>
    <message numerus="yes">
        <source>%n reconnect(s)</source>
        <translation>
            <numerusform>%n reconnect</numerusform>
            <numerusform>%n reconnects</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n loss(es)</source>
        <translation>
            <numerusform>%n loss</numerusform>
            <numerusform>%n losses</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n reconnect(s) within %1</source>
        <translation>
            <numerusform>%n reconnect within %1</numerusform>
            <numerusform>%n reconnects within %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>streamkeeper::AcknowledgeDialog</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Acknowledge %n stream(s)</source>
        <translation>
            <numerusform>Acknowledge %n stream</numerusform>
            <numerusform>Acknowledge %n streams</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>streamkeeper::AdoptDialog</name>
    <message numerus="yes">
        <source>Adopt %n stream(s)</source>
        <translation>
            <numerusform>Adopt %n stream</numerusform>
            <numerusform>Adopt %n streams</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n camera(s) found on %1. Adopting takes their streams into the registry; nothing is changed on the server.</source>
        <translation>
            <numerusform>%n camera found on %1. Adopting takes its streams into the registry; nothing is changed on the server.</numerusform>
            <numerusform>%n cameras found on %1. Adopting takes their streams into the registry; nothing is changed on the server.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>streamkeeper::AlarmNotifier</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new alarm(s)</source>
        <translation>
            <numerusform>%n new alarm</numerusform>
            <numerusform>%n new alarms</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>streamkeeper::ArchiveExportPresenter</name>
    <message numerus="yes">
        <source>%n gap(s) of %1 in all will be left out.</source>
        <translation>
            <numerusform>%n gap of %1 will be left out.</numerusform>
            <numerusform>%n gaps of %1 in all will be left out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>streamkeeper::ArchiveIndexDialog</name>
    <message numerus="yes">
        <source>%1 recorded, on %n media server(s).</source>
        <translation>
            <numerusform>%1 recorded, on %n media server.</numerusform>
            <numerusform>%1 recorded, on %n media servers.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n gap(s) of %1 in all.</source>
        <translation>
            <numerusform>%n gap of %1 in all.</numerusform>
            <numerusform>%n gaps of %1 in all.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>streamkeeper::ArchivePlaybackPresenter</name>
    <message numerus="yes">
        <source>%1 of %n media server(s) have told what they recorded.</source>
        <translation>
            <numerusform>%1 of %n media server has told what it recorded.</numerusform>
            <numerusform>%1 of %n media servers have told what they recorded.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>streamkeeper::CameraCsvPresenter</name>
    <message numerus="yes">
        <source>Cancelled. The settings of %n camera(s) were saved before that; no stream was touched.</source>
        <translation>
            <numerusform>Cancelled. The settings of %n camera were saved before that; no stream was touched.</numerusform>
            <numerusform>Cancelled. The settings of %n cameras were saved before that; no stream was touched.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The settings of %n camera(s) were saved.</source>
        <translation>
            <numerusform>The settings of %n camera were saved.</numerusform>
            <numerusform>The settings of %n cameras were saved.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The settings of %n camera(s) could not be saved; everything else is done or under way.</source>
        <translation>
            <numerusform>The settings of %n camera could not be saved; everything else is done or under way.</numerusform>
            <numerusform>The settings of %n cameras could not be saved; everything else is done or under way.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Export %n camera(s)</source>
        <translation>
            <numerusform>Export %n camera</numerusform>
            <numerusform>Export %n cameras</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n camera(s) written to %1.</source>
        <translation>
            <numerusform>%n camera written to %1.</numerusform>
            <numerusform>%n cameras written to %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>streamkeeper::CauseList</name>
    <message numerus="yes">
        <source>Root causes of the last 12 hours explain %n stream(s)</source>
        <translation>
            <numerusform>Root causes of the last 12 hours explain %n stream</numerusform>
            <numerusform>Root causes of the last 12 hours explain %n streams</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more cause(s)</source>
        <translation>
            <numerusform>%n more cause</numerusform>
            <numerusform>%n more causes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>streamkeeper::ClustersPage</name>
    <message numerus="yes">
        <source>at most %n stream(s)</source>
        <translation>
            <numerusform>at most %n stream</numerusform>
            <numerusform>at most %n streams</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>streamkeeper::ClustersPresenter</name>
    <message numerus="yes">
        <source>The cluster %1 will be deleted. Its %n media server(s) stay in the registry, in no cluster, with the settings they have now.</source>
        <translation>
            <numerusform>The cluster %1 will be deleted. Its %n media server stays in the registry, in no cluster, with the settings it has now.</numerusform>
            <numerusform>The cluster %1 will be deleted. Its %n media servers stay in the registry, in no cluster, with the settings they have now.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n reserved stream(s) stay on their main and additional servers; a search will not find these servers for reserved streams any more.</source>
        <translation>
            <numerusform>%n reserved stream stays on its main and additional servers; a search will not find these servers for reserved streams any more.</numerusform>
            <numerusform>%n reserved streams stay on their main and additional servers; a search will not find these servers for reserved streams any more.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n server group(s) lose it.</source>
        <translation>
            <numerusform>%n server group loses it.</numerusform>
            <numerusform>%n server groups lose it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n camera(s) name it: they will name none, and their addresses decide.</source>
        <translation>
            <numerusform>%n camera names it: it will name none, and its address decides.</numerusform>
            <numerusform>%n cameras name it: they will name none, and their addresses decide.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n group(s) below it go to its parent, or have none.</source>
        <translation>
            <numerusform>%n group below it goes to its parent, or has none.</numerusform>
            <numerusform>%n groups below it go to its parent, or have none.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>streamkeeper::DeleteStreamsDialog</name>
    <message numerus="yes">
        <source>Delete %n stream(s) on the media server and in the registry?</source>
        <translation>
            <numerusform>Delete %n stream on the media server and in the registry?</numerusform>
            <numerusform>Delete %n streams on the media server and in the registry?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n camera(s) will have no stream left and leave the registry too.</source>
        <translation>
            <numerusform>%n camera will have no stream left and leave the registry too.</numerusform>
            <numerusform>%n cameras will have no stream left and leave the registry too.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>streamkeeper::DevicesPage</name>
    <message numerus="yes">
        <source>%n device(s)</source>
        <translation>
            <numerusform>%n device</numerusform>
            <numerusform>%n devices</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>streamkeeper::DevicesPresenter</name>
    <message numerus="yes">
        <source>%1 and its %n stream(s) are deleted, on the media servers and here. What is recorded stays there.</source>
        <translation>
            <numerusform>%1 and its %n stream are deleted, on the media servers and here. What is recorded stays there.</numerusform>
            <numerusform>%1 and its %n streams are deleted, on the media servers and here. What is recorded stays there.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %n order(s) were taken.</source>
        <translation>
            <numerusform>%1: %n order was taken.</numerusform>
            <numerusform>%1: %n orders were taken.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>streamkeeper::EventsPage</name>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n event</numerusform>
            <numerusform>%n events</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>streamkeeper::FilterBar</name>
    <message numerus="yes">
        <source>%n stale</source>
        <comment>streams shown for what they were last seen as</comment>
        <translation>
            <numerusform>%n stale</numerusform>
            <numerusform>%n stale</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>streamkeeper::FindCamerasDialog</name>
    <message numerus="yes">
        <source>Searching… %n camera(s) so far</source>
        <translation>
            <numerusform>Searching… %n camera so far</numerusform>
            <numerusform>Searching… %n cameras so far</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n camera(s) found</source>
        <translation>
            <numerusform>%n camera found</numerusform>
            <numerusform>%n cameras found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>streamkeeper::FoundServersBox</name>
    <message numerus="yes">
        <source>%n main stream(s)</source>
        <translation>
            <numerusform>%n main stream</numerusform>
            <numerusform>%n main streams</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n stream(s) can be moved</source>
        <translation>
            <numerusform>%1 of %n stream can be moved</numerusform>
            <numerusform>%1 of %n streams can be moved</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stream(s) lose their reserve: they will be on one media server only.</source>
        <translation>
            <numerusform>%n stream loses its reserve: it will be on one media server only.</numerusform>
            <numerusform>%n streams lose their reserve: they will be on one media server only.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stream(s) are not reserved now; with this cluster they will be.</source>
        <translation>
            <numerusform>%n stream is not reserved now; with this cluster it will be.</numerusform>
            <numerusform>%n streams are not reserved now; with this cluster they will be.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stream(s) leave the clusters of their cameras&apos; server groups.</source>
        <translation>
            <numerusform>%n stream leaves the clusters of its camera&apos;s server group.</numerusform>
            <numerusform>%n streams leave the clusters of their cameras&apos; server groups.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>For %n stream(s) a found server does not tell how full its storage is.</source>
        <translation>
            <numerusform>For %n stream a found server does not tell how full its storage is.</numerusform>
            <numerusform>For %n streams a found server does not tell how full its storage is.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>For %n stream(s) the load of a found server is not known.</source>
        <translation>
            <numerusform>For %n stream the load of a found server is not known.</numerusform>
            <numerusform>For %n streams the load of a found server is not known.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>For %n stream(s) the bitrate is not known: limits of traffic were checked without it.</source>
        <translation>
            <numerusform>For %n stream the bitrate is not known: limits of traffic were checked without it.</numerusform>
            <numerusform>For %n streams the bitrate is not known: limits of traffic were checked without it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>streamkeeper::HealthLine</name>
    <message numerus="yes">
        <source>%1 of %n server(s) answer</source>
        <translation>
            <numerusform>%1 of %n server answers</numerusform>
            <numerusform>%1 of %n servers answer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more server(s) in trouble</source>
        <translation>
            <numerusform>%n more server in trouble</numerusform>
            <numerusform>%n more servers in trouble</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the secrets are locked: %n server(s) are not asked</source>
        <translation>
            <numerusform>the secrets are locked: %n server is not asked</numerusform>
            <numerusform>the secrets are locked: %n servers are not asked</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>streamkeeper::ImportDialog</name>
    <message numerus="yes">
        <source>%Ln new</source>
        <comment>cameras</comment>
        <translation>
            <numerusform>%Ln new</numerusform>
            <numerusform>%Ln new</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln changed</source>
        <comment>cameras</comment>
        <translation>
            <numerusform>%Ln changed</numerusform>
            <numerusform>%Ln changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln unchanged</source>
        <comment>cameras</comment>
        <translation>
            <numerusform>%Ln unchanged</numerusform>
            <numerusform>%Ln unchanged</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln with errors</source>
        <comment>lines</comment>
        <translation>
            <numerusform>%Ln with errors</numerusform>
            <numerusform>%Ln with errors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln with warnings</source>
        <comment>lines</comment>
        <translation>
            <numerusform>%Ln with warnings</numerusform>
            <numerusform>%Ln with warnings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln line(s) have errors. Mend the file, or choose to leave them out.</source>
        <translation>
            <numerusform>%Ln line has errors. Mend the file, or choose to leave it out.</numerusform>
            <numerusform>%Ln lines have errors. Mend the file, or choose to leave them out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Import %Ln line(s)</source>
        <translation>
            <numerusform>Import %Ln line</numerusform>
            <numerusform>Import %Ln lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Let stored users and passwords go to other hosts or ports (%Ln line(s))</source>
        <translation>
            <numerusform>Let stored users and passwords go to other hosts or ports (%Ln line)</numerusform>
            <numerusform>Let stored users and passwords go to other hosts or ports (%Ln lines)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Take the proposed addresses of streams (%Ln line(s))</source>
        <translation>
            <numerusform>Take the proposed addresses of streams (%Ln line)</numerusform>
            <numerusform>Take the proposed addresses of streams (%Ln lines)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>streamkeeper::MainWindow</name>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n second</numerusform>
            <numerusform>%n seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n inactive – Streamkeeper</source>
        <translation>
            <numerusform>%n inactive – Streamkeeper</numerusform>
            <numerusform>%n inactive – Streamkeeper</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>streamkeeper::OperationRunner</name>
    <message numerus="yes">
        <source>Stopped: of the last %n, fewer than half were confirmed.</source>
        <translation>
            <numerusform>Stopped: of the last %n, fewer than half were confirmed.</numerusform>
            <numerusform>Stopped: of the last %n, fewer than half were confirmed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>streamkeeper::OperationsPresenter</name>
    <message numerus="yes">
        <source>Restart %n stream(s)?</source>
        <translation>
            <numerusform>Restart %n stream?</numerusform>
            <numerusform>Restart %n streams?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Disable %n stream(s)?</source>
        <translation>
            <numerusform>Disable %n stream?</numerusform>
            <numerusform>Disable %n streams?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove %n stream(s) from the registry?</source>
        <translation>
            <numerusform>Remove %n stream from the registry?</numerusform>
            <numerusform>Remove %n streams from the registry?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stream(s) removed.</source>
        <translation>
            <numerusform>%n stream removed.</numerusform>
            <numerusform>%n streams removed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The registry took over %n stream(s).</source>
        <translation>
            <numerusform>The registry took over %n stream.</numerusform>
            <numerusform>The registry took over %n streams.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stream(s) adopted.</source>
        <translation>
            <numerusform>%n stream adopted.</numerusform>
            <numerusform>%n streams adopted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unconfirmed</source>
        <translation>
            <numerusform>%n unconfirmed</numerusform>
            <numerusform>%n unconfirmed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n failed</numerusform>
            <numerusform>%n failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not begun</source>
        <translation>
            <numerusform>%n not begun</numerusform>
            <numerusform>%n not begun</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n confirmed</source>
        <translation>
            <numerusform>%n confirmed</numerusform>
            <numerusform>%n confirmed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n asked</source>
        <translation>
            <numerusform>%n asked</numerusform>
            <numerusform>%n asked</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n asking</source>
        <translation>
            <numerusform>%n asking</numerusform>
            <numerusform>%n asking</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n retrying</source>
        <translation>
            <numerusform>%n retrying</numerusform>
            <numerusform>%n retrying</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n waiting</numerusform>
            <numerusform>%n waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting for picture</source>
        <translation>
            <numerusform>%n waiting for picture</numerusform>
            <numerusform>%n waiting for picture</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n restarted</source>
        <translation>
            <numerusform>%n restarted</numerusform>
            <numerusform>%n restarted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n enabled</source>
        <translation>
            <numerusform>%n enabled</numerusform>
            <numerusform>%n enabled</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n re-created</source>
        <translation>
            <numerusform>%n re-created</numerusform>
            <numerusform>%n re-created</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n active</source>
        <translation>
            <numerusform>%n active</numerusform>
            <numerusform>%n active</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n still without picture: the camera does not answer</source>
        <translation>
            <numerusform>%n still without picture: the camera does not answer</numerusform>
            <numerusform>%n still without picture: the camera does not answer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n on demand or not seen yet</source>
        <translation>
            <numerusform>%n on demand or not seen yet</numerusform>
            <numerusform>%n on demand or not seen yet</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>streamkeeper::OverviewPage</name>
    <message numerus="yes">
        <source>%n stream(s)</source>
        <translation>
            <numerusform>%n stream</numerusform>
            <numerusform>%n streams</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n camera(s)</source>
        <translation>
            <numerusform>%n camera</numerusform>
            <numerusform>%n cameras</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n media server(s)</source>
        <translation>
            <numerusform>%n media server</numerusform>
            <numerusform>%n media servers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n need a look, worst first</source>
        <translation>
            <numerusform>%1 of %n needs a look</numerusform>
            <numerusform>%1 of %n need a look, worst first</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>streamkeeper::PendingRequest</name>
    <message numerus="yes">
        <source>%1 did not answer completely within %n second(s).</source>
        <translation>
            <numerusform>%1 did not answer completely within %n second.</numerusform>
            <numerusform>%1 did not answer completely within %n seconds.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 could not be connected within %n second(s). Nothing was sent.</source>
        <translation>
            <numerusform>%1 could not be connected within %n second. Nothing was sent.</numerusform>
            <numerusform>%1 could not be connected within %n seconds. Nothing was sent.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>streamkeeper::PreviewPresenter</name>
    <message numerus="yes">
        <source>Picture from %n second(s) ago</source>
        <translation>
            <numerusform>Picture from %n second ago</numerusform>
            <numerusform>Picture from %n seconds ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Picture from %n minute(s) ago</source>
        <translation>
            <numerusform>Picture from %n minute ago</numerusform>
            <numerusform>Picture from %n minutes ago</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>streamkeeper::RemoveServerDialog</name>
    <message numerus="yes">
        <source>%n stream(s) lose it as their additional server.</source>
        <translation>
            <numerusform>%n stream loses it as its additional server.</numerusform>
            <numerusform>%n streams lose it as their additional server.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove its %n stream(s) from the registry too</source>
        <translation>
            <numerusform>Remove its %n stream from the registry too</numerusform>
            <numerusform>Remove its %n streams from the registry too</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Keep its %n stream(s) without a media server</source>
        <translation>
            <numerusform>Keep its %n stream without a media server</numerusform>
            <numerusform>Keep its %n streams without a media server</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>streamkeeper::ServerBanner</name>
    <message numerus="yes">
        <source>%n media server(s) in trouble</source>
        <translation>
            <numerusform>%n media server in trouble</numerusform>
            <numerusform>%n media servers in trouble</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <comment>media servers</comment>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stream(s) stale</source>
        <translation>
            <numerusform>%n stream stale</numerusform>
            <numerusform>%n streams stale</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show %n stream(s)</source>
        <translation>
            <numerusform>Show %n stream</numerusform>
            <numerusform>Show %n streams</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>streamkeeper::ServerCard</name>
    <message numerus="yes">
        <source>%n stream(s) are on this server: fields in grey can be changed when there are none.</source>
        <translation>
            <numerusform>%n stream are on this server: fields in grey can be changed when there are none.</numerusform>
            <numerusform>%n streams are on this server: fields in grey can be changed when there are none.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>streamkeeper::ServerStreamsTab</name>
    <message numerus="yes">
        <source>%n stream(s), %1 of them with this server as the main one</source>
        <translation>
            <numerusform>%n stream, %1 of them with this server as the main one</numerusform>
            <numerusform>%n streams, %1 of them with this server as the main one</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>streamkeeper::ServersPresenter</name>
    <message numerus="yes">
        <source>Connected to %1, version %2, with %n stream(s).</source>
        <translation>
            <numerusform>Connected to %1, version %2, with %n stream.</numerusform>
            <numerusform>Connected to %1, version %2, with %n streams.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %n unmanaged stream(s)</source>
        <translation>
            <numerusform>%1: %n unmanaged stream</numerusform>
            <numerusform>%1: %n unmanaged streams</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The console has switched off %n stream(s) of %1.</source>
        <translation>
            <numerusform>The console has switched off %n stream of %1.</numerusform>
            <numerusform>The console has switched off %n streams of %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Enable %n stream(s)</source>
        <translation>
            <numerusform>Enable %n stream</numerusform>
            <numerusform>Enable %n streams</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>streamkeeper::ShareBatch</name>
    <message numerus="yes">
        <source>%n link(s) made.</source>
        <translation>
            <numerusform>%n link made.</numerusform>
            <numerusform>%n links made.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stream(s) without one: the table says why.</source>
        <translation>
            <numerusform>%n stream without one: the table says why.</numerusform>
            <numerusform>%n streams without one: the table says why.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>streamkeeper::ShareDialog</name>
    <message numerus="yes">
        <source>Share %n stream(s)</source>
        <translation>
            <numerusform>Share %n stream</numerusform>
            <numerusform>Share %n streams</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>streamkeeper::ShareLinksPage</name>
    <message numerus="yes">
        <source>%n link(s)</source>
        <translation>
            <numerusform>%n link</numerusform>
            <numerusform>%n links</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>streamkeeper::ShareLinksPresenter</name>
    <message numerus="yes">
        <source>%1: %n session(s) ended.</source>
        <translation>
            <numerusform>%1: %n session ended.</numerusform>
            <numerusform>%1: %n sessions ended.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Revoke %n link(s)</source>
        <translation>
            <numerusform>Revoke %n link</numerusform>
            <numerusform>Revoke %n links</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>streamkeeper::SharePresenter</name>
    <message numerus="yes">
        <source>Switch External access of %n camera(s) on?</source>
        <translation>
            <numerusform>Switch External access of %n camera on?</numerusform>
            <numerusform>Switch External access of %n cameras on?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>streamkeeper::SigningKeyPresenter</name>
    <message numerus="yes">
        <source>The key was changed. %n session(s) of the old one were ended.</source>
        <translation>
            <numerusform>The key was changed. %n session of the old one was ended.</numerusform>
            <numerusform>The key was changed. %n sessions of the old one were ended.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>streamkeeper::StepsDialog</name>
    <message numerus="yes">
        <source>%n time(s) or more</source>
        <translation>
            <numerusform>%n time or more</numerusform>
            <numerusform>%n times or more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n time(s)</source>
        <translation>
            <numerusform>%n time</numerusform>
            <numerusform>%n times</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>There are no more than %n step(s).</source>
        <translation>
            <numerusform>There is no more than %n step.</numerusform>
            <numerusform>There are no more than %n steps.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>streamkeeper::StreamPlayer</name>
    <message numerus="yes">
        <source>%1 has sent no picture for %n second(s). Connecting again.</source>
        <translation>
            <numerusform>%1 has sent no picture for %n second. Connecting again.</numerusform>
            <numerusform>%1 has sent no picture for %n seconds. Connecting again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>streamkeeper::StreamsPage</name>
    <message numerus="yes">
        <source>%n stream(s) selected</source>
        <translation>
            <numerusform>%n stream selected</numerusform>
            <numerusform>%n streams selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n server(s) silent</source>
        <translation>
            <numerusform>%n server silent</numerusform>
            <numerusform>%n servers silent</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n switched off</source>
        <translation>
            <numerusform>%n switched off</numerusform>
            <numerusform>%n switched off</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>streamkeeper::TransferDialog</name>
    <message numerus="yes">
        <source>Transfer %n stream(s)</source>
        <translation>
            <numerusform>Transfer %n stream</numerusform>
            <numerusform>Transfer %n streams</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>streamkeeper::TroublePage</name>
    <message numerus="yes">
        <source>For %n hour(s)</source>
        <translation>
            <numerusform>For %n hour</numerusform>
            <numerusform>For %n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No stream is in trouble on the %n media server(s) that are looked at.</source>
        <translation>
            <numerusform>No stream is in trouble on the %n media server that is looked at.</numerusform>
            <numerusform>No stream is in trouble on the %n media servers that are looked at.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>streamkeeper::TroublePanel</name>
    <message numerus="yes">
        <source>%1; %n so far</source>
        <translation>
            <numerusform>%1; %n so far</numerusform>
            <numerusform>%1; %n so far</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>streamkeeper::VaultPresenter</name>
    <message numerus="yes">
        <source>%n token(s) of media servers</source>
        <translation>
            <numerusform>%n token of media servers</numerusform>
            <numerusform>%n tokens of media servers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stream address(es) with a password</source>
        <translation>
            <numerusform>%n stream address with a password</numerusform>
            <numerusform>%n stream addresses with a password</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n ONVIF password(s)</source>
        <translation>
            <numerusform>%n ONVIF password</numerusform>
            <numerusform>%n ONVIF passwords</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n share link(s)</source>
        <translation>
            <numerusform>%n share link</numerusform>
            <numerusform>%n share links</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>other settings of %n stream(s)</source>
        <translation>
            <numerusform>other settings of %n stream</numerusform>
            <numerusform>other settings of %n streams</numerusform>
        </translation>
    </message>
</context>
</TS>
