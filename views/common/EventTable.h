#pragma once

#include "models/domain/Clock.h"
#include "models/tables/EventTableModel.h"

#include <QTimer>
#include <QWidget>

class QAction;
class QLabel;
class QStackedLayout;
class QTableView;

namespace streamkeeper {

/// What happened, as far as a filter finds it: newest first, older ones as one scrolls down, live. The whole
/// log, or that of one camera, stream or media server. Asks for what it shows; passive otherwise.
class EventTable : public QWidget
{
    Q_OBJECT

public:
    enum class Form {
        Whole, ///< of everything
        OfOne, ///< of what the card beside it is about
        Narrow ///< likewise, where there is room for what and how long only
    };
    static constexpr int portion = 200;
    /// More are not kept: whoever wants older ones says what of.
    static constexpr int mostShown = 10'000;

    EventTable(Form form, Clock clock, QWidget *parent = nullptr);

    /// Asks anew if it is another one.
    void setFilter(const EventFilter &filter);
    [[nodiscard]] const EventFilter &filter() const { return m_filter; }
    /// The log may be other than before; asks once it can be seen.
    void refresh();

    /// The answers: to filterWanted() and to moreWanted(). `isComplete`: there are no older ones.
    void showEvents(std::vector<Event> events, bool isComplete);
    void appendEvents(const std::vector<Event> &events, bool isComplete);
    void showFailure(const QString &sentence);
    /// What stands there while nothing is found.
    void setEmptyText(const QString &text);

    [[nodiscard]] const EventTableModel &model() const { return m_model; }
    [[nodiscard]] QTableView *table() { return m_table; }
    [[nodiscard]] bool isComplete() const { return m_isComplete; }
    void addTableActions(const QList<QAction *> &actions);
    /// Null if there is none.
    [[nodiscard]] const Event *current() const;

    [[nodiscard]] int scroll() const;
    /// Also before the events are there.
    void setScroll(int value);

Q_SIGNALS:
    /// The newest `most` of this filter.
    void filterWanted(const streamkeeper::EventFilter &filter, int most);
    void moreWanted(const streamkeeper::EventFilter &filter, const streamkeeper::EventPlace &before);
    void shown(); ///< other events than before
    void cameraActivated(const streamkeeper::CameraId &camera);
    void serverActivated(const streamkeeper::ServerId &server);
    void deviceActivated(const streamkeeper::NetworkDeviceId &device);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void buildTable(Form form);
    QAction *makeOpening(const QString &text, const QKeySequence &shortcut);
    void updateActions();
    void ask();
    void askForMore();
    void showLayer();

    EventTableModel m_model;
    EventFilter m_filter;
    QTableView *m_table;
    QStackedLayout *m_layers;
    QLabel *m_empty;
    QString m_emptyText;
    QAction *m_openCamera;
    QAction *m_openServer;
    QAction *m_openDevice;
    QTimer m_askTimer; ///< many changes are one question
    QTimer m_ticks;
    int m_wantedScroll = -1;
    bool m_isNew = true;   ///< the filter was not answered yet
    bool m_isStale = true; ///< a hidden one only remembers that it is
    bool m_isComplete = false;
    bool m_isAsking = false; ///< for older ones
};

} // namespace streamkeeper
