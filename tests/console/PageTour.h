#pragma once

#include "tests/console/TourDesk.h"

#include <QString>

#include <functional>
#include <vector>

namespace streamkeeper::test {

/// One page or dialog of the console, in a state in which an operator meets it.
struct TourStop
{
    QString name; ///< of its picture
    std::function<void()> open;
    /// What is to be seen there has come; none: as soon as it is open.
    std::function<bool()> isReady;
    bool isDialog = false;
};

/// Every page and every dialog of the real window, one after the other.
class PageTour
{
public:
    /// The desk is started, and outlives this.
    explicit PageTour(TourDesk &desk);

    [[nodiscard]] const std::vector<TourStop> &stops() const { return m_stops; }
    /// What is to be looked at: the window, or the dialog in front of it. Null, with a line for the log, if
    /// it did not come.
    [[nodiscard]] QWidget *open(const TourStop &stop);
    /// Away with what open() has opened; false, with a line for the log, if it does not go.
    [[nodiscard]] bool close();

private:
    using Deed = std::function<void()>;
    using Check = std::function<bool()>;

    void addPage(const QString &name, Deed open, Check isReady = {});
    void addDialog(const QString &name, Deed open, Check isReady = {});
    void addStreams();
    void addServers();
    void addCards();
    void addLists();
    void addStreamDialogs();
    void addCameraDialogs();
    void addServerDialogs();
    void addOtherDialogs();
    void addQuestions();

    void selectStreams(const std::vector<StreamId> &streams);
    void selectRow(const char *table);
    [[nodiscard]] std::vector<int> rowsOf(const std::vector<StreamId> &streams);
    [[nodiscard]] bool isPlaying();

    TourDesk &m_desk;
    MainWindow &m_window;
    std::vector<TourStop> m_stops;
};

} // namespace streamkeeper::test
