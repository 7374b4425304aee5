#pragma once

#include "models/domain/Ids.h"

#include <QObject>
#include <QPointer>

namespace streamkeeper {

class ArchiveIndexDialog;
class MainWindow;
class OperationsPresenter;
class Session;

/// Shows the archive index of a stream and has it read anew: dialog, registry and operation in one hand.
class ArchiveIndexPresenter : public QObject
{
    Q_OBJECT

public:
    ArchiveIndexPresenter(Session &session, MainWindow &window, OperationsPresenter &operations,
                          QObject *parent = nullptr);

private:
    void open(const StreamId &stream);
    void showIndex();
    void refreshObstacle();
    void update();

    Session &m_session;
    MainWindow &m_window;
    OperationsPresenter &m_operations;
    QPointer<ArchiveIndexDialog> m_dialog;
    StreamId m_stream; ///< of the dialog
};

} // namespace streamkeeper
