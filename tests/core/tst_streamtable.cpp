#include "models/tables/StreamTableModel.h"
#include "tests/core/CpuClock.h"
#include "tests/core/FleetMaker.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace streamkeeper;
using test::FleetMaker;

namespace {

/// What a camera or stream need not have, and that no dash would make clearer.
bool isEmptyWhereThereIsNothing(StreamColumn column)
{
    return column == StreamColumn::Location || column == StreamColumn::AdditionalServer ||
           column == StreamColumn::Drift;
}

} // namespace

class StreamTableTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<FleetMaker> m_maker;
    std::unique_ptr<FleetState> m_fleet;
    std::unique_ptr<StreamTableModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;

    void make(int servers, int perServer, bool isTested = true)
    {
        m_maker = std::make_unique<FleetMaker>(servers, perServer);
        m_tester.reset();
        m_model.reset();
        m_fleet = std::make_unique<FleetState>();
        m_maker->give(*m_fleet);
        m_model = std::make_unique<StreamTableModel>(*m_fleet, Clock([] { return qint64(2'000'000); }));
        if (isTested)
            m_tester = std::make_unique<QAbstractItemModelTester>(
                m_model.get(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    }

    [[nodiscard]] QStringList column(StreamColumn column) const
    {
        QStringList texts;
        for (int row = 0; row < m_model->rowCount(); ++row)
            texts.append(m_model->index(row, int(column)).data().toString());
        return texts;
    }

    [[nodiscard]] QModelIndex indexOf(const StreamId &id) const
    {
        return m_model->index(m_model->viewRow(m_fleet->rowOf(id)), 0);
    }

private Q_SLOTS:
    void cleanup()
    {
        m_tester.reset();
        m_model.reset();
        m_fleet.reset();
    }

    void everyCellHasTextAndAHeader()
    {
        make(2, 3);
        m_fleet->applySnapshot(m_maker->snapshot(0));
        QSet<QString> keys;
        for (int i = 0; i < m_model->columnCount(); ++i) {
            keys.insert(StreamTableModel::columnKey(StreamColumn(i)));
            QVERIFY(!m_model->headerData(i, Qt::Horizontal, Qt::DisplayRole).toString().isEmpty());
            for (int row = 0; row < m_model->rowCount(); ++row) {
                const QModelIndex cell = m_model->index(row, i);
                const QString text = cell.data(Qt::DisplayRole).toString();
                const bool mayBeEmpty = isEmptyWhereThereIsNothing(StreamColumn(i));
                QVERIFY2(mayBeEmpty || !text.isEmpty(),
                         qPrintable(StreamTableModel::columnKey(StreamColumn(i))));
                // Whoever listens instead of looking is told at least as much.
                const QString spoken = cell.data(Qt::AccessibleTextRole).toString();
                QVERIFY2(text.isEmpty() || !spoken.isEmpty(), qPrintable(text));
            }
        }
        QCOMPARE(keys.size(), m_model->columnCount());
    }

    void namesSortNaturally()
    {
        make(1, 0);
        for (const auto &name : {u"Camera 10"_s, u"camera 2"_s, u"Camera 1"_s, u"Zoo"_s, u"Äpfel"_s, u""_s})
            m_maker->addStream(0, name);
        m_maker->give(*m_fleet);
        m_model->sort(int(StreamColumn::Camera), Qt::AscendingOrder);
        const QStringList names = column(StreamColumn::Camera);
        QVERIFY(names.indexOf(u"Camera 1"_s) < names.indexOf(u"camera 2"_s));
        QVERIFY(names.indexOf(u"camera 2"_s) < names.indexOf(u"Camera 10"_s));
        QVERIFY(names.indexOf(u"Camera 10"_s) < names.indexOf(u"Zoo"_s));
        m_model->sort(int(StreamColumn::Camera), Qt::DescendingOrder);
        QVERIFY(column(StreamColumn::Camera).indexOf(u"Zoo"_s) <
                column(StreamColumn::Camera).indexOf(u"Camera 10"_s));
    }

    void unknownIsLastInBothDirections_data()
    {
        QTest::addColumn<StreamColumn>("column");
        QTest::newRow("bitrate") << StreamColumn::Bitrate;
        QTest::newRow("output") << StreamColumn::Output;
        QTest::newRow("resolution") << StreamColumn::Resolution;
        QTest::newRow("clients") << StreamColumn::Clients;
        QTest::newRow("attempts") << StreamColumn::ReconnectAttempts;
        QTest::newRow("total") << StreamColumn::ReconnectTotal;
        QTest::newRow("audio") << StreamColumn::Audio;
        QTest::newRow("recording") << StreamColumn::Recording;
        QTest::newRow("address") << StreamColumn::Address;
        QTest::newRow("location") << StreamColumn::Location;
        QTest::newRow("polled") << StreamColumn::Polled;
        QTest::newRow("additional server") << StreamColumn::AdditionalServer;
        QTest::newRow("since") << StreamColumn::Since;
        QTest::newRow("last 24 hours") << StreamColumn::Last24Hours;
    }

    void unknownIsLastInBothDirections()
    {
        QFETCH(StreamColumn, column);
        make(3, 0);
        for (int i = 0; i < 4; ++i) {
            Stream &known = m_maker->addStream(0, u"known %1"_s.arg(i), u"rtsp://10.0.0.%1/"_s.arg(i));
            known.additionalServer = m_maker->servers[size_t(1 + i % 2)].id;
            m_maker->cameras.back().location = u"place %1"_s.arg(i);
            m_maker->addStream(2, u"unknown %1"_s.arg(i), {});
        }
        m_maker->give(*m_fleet);
        auto snapshot = m_maker->snapshot(0);
        for (size_t i = 0; i < snapshot->streams.size(); ++i) {
            ObservedStream &one = snapshot->streams[i];
            one.bitrateInBps = one.bitrateOutBps = qint64(i) * 7000;
            one.width = one.height = qint32(i) + 1;
            one.clients = one.reconnectAttempts = one.reconnectTotal = qint32(i);
            one.hasAudio = one.isRecording = i % 2 ? Tristate::Yes : Tristate::No;
        }
        m_fleet->applySnapshot(snapshot);
        for (const auto order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
            m_model->sort(int(column), order);
            const QStringList names = this->column(StreamColumn::Camera);
            QCOMPARE(names.size(), 8);
            for (int i = 0; i < 4; ++i)
                QVERIFY2(names[i].startsWith(u"known"), qPrintable(names.join(u", ")));
        }
    }

    void numbersSortAsNumbersAndTiesAreStable()
    {
        make(1, 6);
        auto snapshot = m_maker->snapshot(0);
        const QList<qint64> rates{900, 10'000, 9'000, 100'000, 9'000, 9'000};
        for (int i = 0; i < 6; ++i)
            snapshot->streams[size_t(i)].bitrateInBps = rates[i];
        m_fleet->applySnapshot(snapshot);
        m_model->sort(int(StreamColumn::Bitrate), Qt::AscendingOrder);
        QCOMPARE(column(StreamColumn::Camera), (QStringList{u"Camera 0"_s, u"Camera 2"_s, u"Camera 4"_s,
                                                            u"Camera 5"_s, u"Camera 1"_s, u"Camera 3"_s}));
        m_model->sort(int(StreamColumn::Bitrate), Qt::DescendingOrder);
        QCOMPARE(column(StreamColumn::Camera), (QStringList{u"Camera 3"_s, u"Camera 1"_s, u"Camera 2"_s,
                                                            u"Camera 4"_s, u"Camera 5"_s, u"Camera 0"_s}));
        m_model->sort(99, Qt::AscendingOrder); // no such column: nothing happens
        m_model->sort(-1, Qt::AscendingOrder);
        QCOMPARE(m_model->sortColumn(), int(StreamColumn::Bitrate));
    }

    void statesSortWorstFirstAndStaleIsOneOfThem()
    {
        make(2, 4);
        m_maker->addStream(0, u"Without address"_s, {});
        m_maker->give(*m_fleet);
        auto snapshot = m_maker->snapshot(0);
        snapshot->streams[0].status = StreamStatus::Active;
        snapshot->streams[1].status = StreamStatus::Inactive;
        snapshot->streams[2].status = StreamStatus::Initialization;
        m_fleet->applySnapshot(snapshot);
        auto silent = m_maker->snapshot(1);
        silent->streams[3].status = StreamStatus::Inactive;
        m_fleet->applySnapshot(silent);
        m_fleet->applyFailure({m_maker->servers[1].id, 1, 2, 1, {}});
        const auto states = [this] {
            std::vector<StreamState> shown;
            for (int i = 0; i < m_model->rowCount(); ++i)
                shown.push_back(m_fleet->row(m_model->fleetRow(i)).state());
            return shown;
        };
        QTRY_COMPARE(m_fleet->counts().of(StreamState::Stale), 4);
        m_model->sort(int(StreamColumn::Status), Qt::AscendingOrder);
        using enum StreamState;
        QCOMPARE(states(),
                 (std::vector{Inactive, Stale, Stale, Stale, Stale, Initialization, Empty, Active, Active}));
        // Of the stale ones that was in trouble first which was seen so last.
        QCOMPARE(m_fleet->row(m_model->fleetRow(1)).status, StreamStatus::Inactive);
        // What is unknown is not dropped in silence: it comes last, whatever the order.
        StreamFilter filter;
        filter.state = Active;
        m_model->setFilter(filter);
        for (const auto order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
            m_model->sort(int(StreamColumn::Camera), order);
            QCOMPARE(states(), (std::vector{Active, Active, Stale, Stale, Stale}));
        }
        QCOMPARE(m_model->countOfThePast(), 3);
    }

    void filtersShowWhatHoldsForAll()
    {
        make(2, 10);
        m_maker->cameras[3].location = m_maker->cameras[13].location = u"Wharf"_s;
        m_maker->give(*m_fleet);
        auto snapshot = m_maker->snapshot(0);
        snapshot->streams[4].status = StreamStatus::Inactive;
        snapshot->streams[4].reconnectAttempts = 1;
        m_fleet->applySnapshot(snapshot);
        const auto shown = [&](const StreamFilter &filter) {
            m_model->setFilter(filter);
            return m_model->rowCount();
        };
        StreamFilter filter;
        filter.search = u"  WHARF   camera "_s;
        QCOMPARE(shown(filter), 2);
        filter.server = m_maker->servers[0].id;
        QCOMPARE(shown(filter), 1);
        filter = {};
        filter.state = StreamState::Active;
        QCOMPARE(shown(filter), 9);
        filter.state = StreamState::Initialization;
        QCOMPARE(shown(filter), 10);
        filter = {};
        filter.characteristic = Characteristic::Incorrect;
        QCOMPARE(shown(filter), 1);
        filter.quality = Quality::Low;
        QCOMPARE(shown(filter), 0);
        filter = {};
        filter.server = ServerId::create(); // removed meanwhile
        QCOMPARE(shown(filter), 0);
        filter = {};
        filter.state = StreamState::Stale;
        QCOMPARE(shown(filter), 0);
        m_fleet->applyFailure({m_maker->servers[0].id, 1, 2, 1, {}});
        QVERIFY(QTest::qWaitFor([&] { return m_model->rowCount() == 10; }));
        QCOMPARE(shown({}), 20);
        QVERIFY(parseStreamQuery(u"   "_s) == StreamQuery());
    }

    void selectionAndCurrentRowSurvive()
    {
        make(2, 20);
        QItemSelectionModel selection(m_model.get());
        const QList<StreamId> chosen{m_maker->streams[3].id, m_maker->streams[17].id,
                                     m_maker->streams[30].id};
        for (const StreamId &id : chosen)
            selection.select(indexOf(id), QItemSelectionModel::Select | QItemSelectionModel::Rows);
        selection.setCurrentIndex(indexOf(chosen[1]), QItemSelectionModel::NoUpdate);
        const auto expectKept = [&](const QList<StreamId> &expected) {
            QSet<QString> selected;
            for (const QModelIndex &index : selection.selectedRows())
                selected.insert(m_fleet->row(m_model->fleetRow(index.row())).id.toString());
            QSet<QString> wanted;
            for (const StreamId &id : expected)
                wanted.insert(id.toString());
            QCOMPARE(selected, wanted);
            QVERIFY(m_fleet->row(m_model->fleetRow(selection.currentIndex().row())).id == chosen[1]);
        };
        m_model->sort(int(StreamColumn::Uuid), Qt::DescendingOrder);
        expectKept(chosen);
        m_fleet->applySnapshot(m_maker->snapshot(0));
        m_fleet->applySnapshot(m_maker->snapshot(1));
        expectKept(chosen);
        StreamFilter filter;
        filter.search = u"\"server 000\""_s;
        m_model->setFilter(filter);
        expectKept(chosen.mid(0, 2)); // the third is hidden
        m_model->setFilter({});
        m_maker->addStream(0, u"A new one"_s);
        m_maker->streams.erase(m_maker->streams.begin() + 5);
        m_maker->give(*m_fleet);
        expectKept(chosen.mid(0, 2));
        m_maker->streams.erase(m_maker->streams.begin() + 3);
        m_maker->give(*m_fleet);
        // Its server still has it: the row became unmanaged, and stays selected.
        QCOMPARE(selection.selectedRows().size(), 2);
    }

    void layoutChangesCarryTheHintAndNothingIsReset()
    {
        make(1, 10);
        QSignalSpy layout(m_model.get(), &QAbstractItemModel::layoutChanged);
        QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
        m_model->sort(int(StreamColumn::Camera), Qt::DescendingOrder);
        QCOMPARE(layout.size(), 1);
        QCOMPARE(layout[0][1].value<QAbstractItemModel::LayoutChangeHint>(),
                 QAbstractItemModel::VerticalSortHint);
        m_model->sort(int(StreamColumn::Camera), Qt::DescendingOrder);
        QCOMPARE(layout.size(), 1); // the same order is no change
        m_maker->addStream(0, u"x"_s);
        m_maker->give(*m_fleet);
        QCOMPARE(layout.size(), 2);
        QCOMPARE(m_model->rowCount(), 11);
        QCOMPARE(reset.size(), 0);
    }

    void fewChangesAreSingleSignalsAndManyAreOneRange()
    {
        make(1, 100);
        m_fleet->applySnapshot(m_maker->snapshot(0));
        QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
        QVERIFY(changed.wait());
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed[0][1].toModelIndex().row(), 99);
        changed.clear();
        auto few = m_maker->snapshot(0, 2'000'000);
        for (const size_t i : {3u, 50u, 99u})
            few->streams[i].clients = 5;
        m_fleet->applySnapshot(few);
        QVERIFY(changed.wait());
        QCOMPARE(changed.size(), 3);
        for (const auto &signal : changed)
            QCOMPARE(signal[0].toModelIndex().row(), signal[1].toModelIndex().row());
        changed.clear();
        // Many answers within one tick are one batch.
        for (int poll = 0; poll < 5; ++poll) {
            auto more = m_maker->snapshot(0, 3'000'000 + poll);
            more->streams[7].clients = poll + 10;
            m_fleet->applySnapshot(more);
        }
        QVERIFY(changed.wait());
        QVERIFY(changed.size() <= 4); // rows 3, 50, 99 went back, row 7 changed: one signal each
    }

    void rowsKeepTheirPlacesWhileTheOrderIsHeld()
    {
        make(1, 10);
        m_fleet->applySnapshot(m_maker->snapshot(0));
        m_model->sort(int(StreamColumn::Bitrate), Qt::AscendingOrder);
        const QStringList before = column(StreamColumn::Camera);
        m_model->setOrderHeld(true);
        QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
        auto snapshot = m_maker->snapshot(0, 2'000'000);
        snapshot->streams[0].bitrateInBps = 99'000'000;
        m_fleet->applySnapshot(snapshot);
        QVERIFY(changed.wait());
        QCOMPARE(column(StreamColumn::Camera), before);
        m_model->setOrderHeld(false);
        QCOMPARE(column(StreamColumn::Camera).last(), before.first());
    }

    void rawValuesAreAsStored()
    {
        make(1, 1);
        auto snapshot = m_maker->snapshot(0, 1'234'567);
        snapshot->streams[0].bitrateInBps = 1'500'000;
        m_fleet->applySnapshot(snapshot);
        const auto raw = [&](StreamColumn column) {
            return m_model->index(0, int(column)).data(StreamTableModel::RawRole);
        };
        QCOMPARE(raw(StreamColumn::Bitrate).toLongLong(), 1'500'000);
        QVERIFY(!raw(StreamColumn::Output).isValid());
        QCOMPARE(raw(StreamColumn::Polled).toLongLong(), 1'234'567);
        QCOMPARE(raw(StreamColumn::Status).toInt(), int(StreamStatus::Active));
        QCOMPARE(m_model->index(0, int(StreamColumn::MainServer)).data(StreamTableModel::LinkRole).toUuid(),
                 m_maker->servers[0].id.uuid());
    }

    void aHundredThousandRowsStayQuick()
    {
        make(200, 500, false);
        for (int i = 0; i < 200; ++i)
            m_fleet->applySnapshot(m_maker->snapshot(i));
        test::CpuClock clock;
        const auto expectQuick = [&](const char *what) {
            QVERIFY2(clock.elapsed() < test::stallLimitMs(),
                     qPrintable(QString::fromLatin1(what) + u' ' + QString::number(clock.elapsed())));
            clock.start();
        };
        clock.start();
        for (const auto column : {StreamColumn::Bitrate, StreamColumn::Uuid, StreamColumn::Camera}) {
            m_model->sort(int(column), Qt::DescendingOrder);
            expectQuick("sort");
        }
        StreamFilter filter;
        filter.search = u"\"camera 77\""_s;
        m_model->setFilter(filter);
        expectQuick("filter");
        QCOMPARE(m_model->rowCount(), 1'111);
        m_model->setFilter({});
        expectQuick("unfilter");
        m_maker->streams.pop_back();
        clock.start();
        m_maker->give(*m_fleet);
        expectQuick("restructure");
    }
};

QTEST_GUILESS_MAIN(StreamTableTest)
#include "tst_streamtable.moc"
