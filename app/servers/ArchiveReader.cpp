#include "app/servers/ArchiveReader.h"

#include "models/registry/ArchiveRepository.h"

#include <QDateTime>
#include <QPointer>

#include <algorithm>

namespace streamkeeper {

namespace {

/// One server and the name that the stream has there.
struct Place
{
    ServerId server;
    QString remoteName;
};

/// A reading on its way: each server answers for itself.
struct Reading
{
    std::vector<ArchiveHolder> known;
    std::vector<Place> places;
    ArchiveReading result;
    int answered = 0;
};

/// The present servers, every copy that a transfer left, and every server that the index names.
std::vector<Place> placesOf(const FleetState &fleet, const StreamId &id,
                            const std::vector<ArchiveHolder> &index)
{
    std::vector<Place> places;
    const auto add = [&](const ServerId &server, const QString &remoteName) {
        const bool isKnown = std::ranges::find(places, server, &Place::server) != places.end();
        if (!isKnown && fleet.server(server))
            places.push_back({server, remoteName});
    };
    if (const Stream *stream = fleet.stream(id)) {
        add(stream->mainServer, stream->remoteName);
        add(stream->additionalServer.value_or(ServerId()), stream->remoteName);
    }
    for (const HolderCopy &copy : fleet.holderCopies()) {
        if (copy.stream == id)
            add(copy.server, copy.remoteName);
    }
    for (const ArchiveHolder &holder : index)
        add(holder.server, holder.remoteName);
    return places;
}

} // namespace

ArchiveReader::ArchiveReader(Registry &registry, const FleetState &fleet, PolledServers &servers,
                             QObject *parent)
    : QObject(parent)
    , m_registry(registry)
    , m_fleet(fleet)
    , m_servers(servers)
{
}

void ArchiveReader::index(const StreamId &stream, QObject *context, Done<std::vector<ArchiveHolder>> done)
{
    m_registry.run(
        context,
        [stream](RegistryDatabase &database) { return ArchiveRepository(database).holdersOf(stream); },
        std::move(done));
}

void ArchiveReader::read(const StreamId &stream, const Progress &progress, QObject *context,
                         Done<ArchiveReading> done)
{
    const QPointer<QObject> guard(context);
    index(stream, this,
          [this, stream, progress, guard, done](const Result<std::vector<ArchiveHolder>> &index) {
              if (!guard)
                  return;
              if (!index) {
                  done(tl::unexpected(index.error()));
                  return;
              }
              const auto reading = std::make_shared<Reading>();
              reading->known = *index;
              reading->places = placesOf(m_fleet, stream, *index);
              const auto finish = [reading, done] {
                  std::ranges::stable_sort(reading->result.index, {}, &ArchiveHolder::fromMs);
                  reading->result.readAtMs = QDateTime::currentMSecsSinceEpoch();
                  done(reading->result);
              };
              const int total = int(reading->places.size());
              if (total == 0) {
                  finish();
                  return;
              }
              if (progress)
                  progress(0, total);
              for (const Place &place : reading->places) {
                  const QString name = m_fleet.serverName(place.server);
                  const auto take = [reading, place, stream, name, total, progress,
                                     finish](const Result<std::vector<RecordedPeriod>> &periods) {
                      // A server that does not have the stream any more holds nothing of it.
                      const bool isGone = !periods && periods.error().httpStatus == 404;
                      if (periods) {
                          for (const RecordedPeriod &period : *periods)
                              reading->result.index.push_back(
                                  {stream, place.server, place.remoteName, period.fromMs, period.untilMs});
                      } else if (!isGone) {
                          reading->result.silent.push_back({place.server, name, periods.error()});
                          std::ranges::copy_if(
                              reading->known, std::back_inserter(reading->result.index),
                              [&](const ArchiveHolder &holder) { return holder.server == place.server; });
                      }
                      ++reading->answered;
                      if (progress)
                          progress(reading->answered, total);
                      if (reading->answered == total)
                          finish();
                  };
                  m_servers.readPeriods(place.server, place.remoteName, guard, take);
              }
          });
}

void ArchiveReader::urls(const ServerId &server, const QString &remoteName, const RecordedPeriod &period,
                         QObject *context, Done<ArchiveUrls> done)
{
    // Where the last poll does not tell, a token more does no harm.
    bool isPrivate = true;
    if (const SnapshotPtr snapshot = m_servers.lastSnapshot(server)) {
        const auto seen = std::ranges::find(snapshot->streams, remoteName, &ObservedStream::remoteName);
        isPrivate = seen == snapshot->streams.end() || seen->isPrivate != Tristate::No;
    }
    m_servers.archiveUrls(server, remoteName, period, isPrivate, context, std::move(done));
}

} // namespace streamkeeper
