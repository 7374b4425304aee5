<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
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
    <name>streamkeeper::MainWindow</name>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n second</numerusform>
            <numerusform>%n seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n server(s) answer</source>
        <translation>
            <numerusform>%1 of %n server answers</numerusform>
            <numerusform>%1 of %n servers answer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more do not answer</source>
        <translation>
            <numerusform>%1 and %n more do not answer</numerusform>
            <numerusform>%1 and %n more do not answer</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>streamkeeper::PassphraseDialog</name>
    <message numerus="yes">
        <source>Use at least %n character(s).</source>
        <translation>
            <numerusform>Use at least %n character.</numerusform>
            <numerusform>Use at least %n characters.</numerusform>
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
</context>
<context>
    <name>streamkeeper::PreviewController</name>
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
</context>
</TS>
