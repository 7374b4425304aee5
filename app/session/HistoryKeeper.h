#pragma once

#include "app/edits/RegistryEditor.h"
#include "models/registry/HistoryRepository.h"
#include "models/rules/Availability.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <functional>
#include <vector>

namespace streamkeeper {

/// Keeps in the registry how media servers and streams are over time, and reads it back. What is written is
/// spread out, a part every half minute: each server every five minutes, each stream every quarter of an
/// hour; what has not been written when a program dies is lost. In memory is only the last hour. Lives on the
/// session's thread; answers come there.
class HistoryKeeper : public QObject
{
    Q_OBJECT

public:
    template <typename T>
    using Done = std::function<void(Result<T>)>;
    using Forecasts = QHash<ServerId, FullnessForecast>;

    explicit HistoryKeeper(RegistryEditor &editor, QObject *parent = nullptr);
    /// Hands over all that has not been written.
    ~HistoryKeeper() override;

    /// From now on it is written down: by programs that look all the time.
    void start();
    /// What start() does every half minute.
    void writePart();

    /// Minutes, up to now.
    void server(const ServerId &server, qint64 lengthMs, QObject *context,
                Done<std::vector<ServerSample>> done) const;
    /// Quarters of an hour, up to now.
    void stream(const StreamId &stream, qint64 lengthMs, QObject *context,
                Done<std::vector<StreamQuarter>> done) const;
    /// What was done to a stream in that time, oldest first.
    void operations(const StreamId &stream, qint64 lengthMs, QObject *context,
                    Done<std::vector<Operation>> done) const;
    /// Of the whole fleet up to now, in steps.
    void availability(qint64 lengthMs, qint64 stepMs, QObject *context,
                      Done<std::vector<AvailabilityPoint>> done) const;
    /// When the disks of servers will be full, of those of which that can be told.
    void forecasts(QObject *context, Done<Forecasts> done) const;

private:
    void write(int part);
    [[nodiscard]] HistoryRepository::ServerHour hourOf(const FleetServer &server, qint64 hour) const;
    [[nodiscard]] std::vector<HistoryRepository::ServerHour> serversOf(int part);
    [[nodiscard]] std::vector<HistoryRepository::StreamPart> streamsOf(int part) const;

    RegistryEditor &m_editor;
    QTimer m_timer;
    int m_part = 0;
    QHash<ServerId, qint64> m_writtenMs; ///< newest sample that was handed over
    bool m_isKeeping = false;
};

} // namespace streamkeeper
