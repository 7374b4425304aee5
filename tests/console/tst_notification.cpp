#include "app/console/AlarmNotifier.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace streamkeeper;

/// A desktop that takes notifications, on the session's real D-Bus.
class Desktop : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")

public:
    struct Note
    {
        uint replaces;
        QString title;
        QString body;
        QStringList actions;
    };
    QList<Note> notes;

public Q_SLOTS:
    uint Notify(const QString &, uint replaces, const QString &, const QString &title, const QString &body,
                const QStringList &actions, const QVariantMap &, int)
    {
        notes.append({replaces, title, body, actions});
        return 42;
    }

Q_SIGNALS:
    void ActionInvoked(uint id, const QString &action);
};

/// Alarms by the desktop; needs a D-Bus session of its own (dbus-run-session).
class NotificationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theDesktopIsToldAndAClickComesBack()
    {
        Desktop desktop;
        QDBusConnection bus = QDBusConnection::connectToBus(QDBusConnection::SessionBus, u"desktop"_s);
        QVERIFY2(bus.isConnected(), "run it by dbus-run-session");
        QVERIFY(bus.registerObject(u"/org/freedesktop/Notifications"_s, &desktop,
                                   QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals));
        QVERIFY(bus.registerService(u"org.freedesktop.Notifications"_s));
        AlarmNotifier notifier({});
        notifier.setDesk({true, false, 0, 0});
        QSignalSpy activated(&notifier, &AlarmNotifier::activated);
        notifier.tell({AlarmKind::ServerDown, {}, u"ms <b>&01"_s, 0, 0, 1, 0, {}, 0});
        QTRY_COMPARE(desktop.notes.size(), 1);
        QCOMPARE(desktop.notes[0].title, u"ms <b>&01 does not answer"_s); // titles are never markup
        QCOMPARE(desktop.notes[0].actions.first(), u"default"_s);
        notifier.tell({AlarmKind::ServerDown, {}, u"a<b>"_s, 0, 0, 1, 0, {}, 0});
        notifier.tell({AlarmKind::ServerDown, {}, u"b"_s, 0, 0, 1, 0, {}, 0});
        QTRY_COMPARE(desktop.notes.size(), 2);
        QCOMPARE(desktop.notes[1].replaces, 42U); // one place on the desktop, not a pile
        QCOMPARE(desktop.notes[1].body, u"a&lt;b&gt; does not answer\nb does not answer"_s);
        Q_EMIT desktop.ActionInvoked(41, u"default"_s); // another program's
        Q_EMIT desktop.ActionInvoked(42, u"default"_s);
        QTRY_COMPARE(activated.size(), 1);
    }
};

QTEST_GUILESS_MAIN(NotificationTest)
#include "tst_notification.moc"
