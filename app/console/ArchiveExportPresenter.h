#pragma once

#include "app/archive/ArchiveExport.h"

#include <QObject>
#include <QPointer>

#include <memory>

namespace streamkeeper {

class ExportDialog;
class MainWindow;
class Session;
class StreamsPresenter;

/// Exports a period of what the archive shows: the dialog, and the work behind it. Closing the window
/// cancels.
class ArchiveExportPresenter : public QObject
{
    Q_OBJECT

public:
    ArchiveExportPresenter(Session &session, MainWindow &window, StreamsPresenter &streams,
                           QObject *parent = nullptr);
    ~ArchiveExportPresenter() override;

private:
    void open(const RecordedPeriod &period);
    void refresh();
    void start(bool mayReplace);
    void finish(const Result<ArchiveExport::Summary> &result);
    void askWithout(const ServerId &silent, qint64 fromMs);
    [[nodiscard]] ArchiveExport::Request request(bool mayReplace) const;
    [[nodiscard]] QString forecastText(const ExportForecast &forecast) const;
    [[nodiscard]] QString proposedFile(qint64 fromMs) const;

    Session &m_session;
    MainWindow &m_window;
    StreamsPresenter &m_streams;
    QPointer<ExportDialog> m_dialog;
    std::unique_ptr<ArchiveExport> m_export;
    // Of the stream that the dialog was opened for, whatever is selected meanwhile:
    ArchiveMap m_map;
    QString m_title;
    QStringList m_leftOut; ///< what is missing, a sentence for each server that does not answer
    qint64 m_bitrateBps = 0;
};

} // namespace streamkeeper
