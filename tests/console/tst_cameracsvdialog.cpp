#include "app/console/WindowCapture.h"
#include "models/registry/FleetRepository.h"
#include "models/registry/RegistryDatabase.h"
#include "tests/console/ConsoleHarness.h"
#include "tests/fleet/FleetProcess.h"
#include "views/cameracsv/CameraCsvActions.h"
#include "views/cameracsv/ColumnsDialog.h"
#include "views/cameracsv/ImportDialog.h"
#include "views/shell/MainWindow.h"
#include "views/streams/StreamTableView.h"
#include "views/streams/StreamsPage.h"

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QElapsedTimer>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QTest>
#include <QTimer>

#include <algorithm>

using namespace streamkeeper;
using namespace streamkeeper::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 20'000;

} // namespace

/// Import and export of cameras in the real window, against the real fleet.
class CameraCsvDialogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanupTestCase() { m_console.reset(); }
    void aMixedFileIsPreviewedAndItsValidLinesImported();
    void conflictsAreToldLineByLine();
    void aFileThatCannotBeReadSaysWhy();
    void aListOfAToolIsRecognised();
    void columnsOfAnUnknownListAreMappedByHand();
    void mappingsAreSavedAndLoaded();
    void anExportedFileChangesNothing();
    void onlySelectedRowsAreExported();
    void aHugeFileNeverFreezesTheWindow();

private:
    [[nodiscard]] MainWindow &window() { return m_console->window(); }
    [[nodiscard]] FleetState &fleet() { return m_console->fleet(); }
    /// Opens the dialog by its shortcut and reads the file as an operator would.
    [[nodiscard]] ImportDialog *openWith(const QByteArray &csv);
    [[nodiscard]] QString sentence(ImportDialog &dialog)
    {
        return dialog.findChild<QLabel *>(u"importSentence"_s)->text();
    }
    [[nodiscard]] bool exportTo(CameraCsvActions::Scope scope, const QString &file);
    /// Saved off the GUI thread.
    [[nodiscard]] QByteArray fileWhenWritten(const QString &name);
    void closeDialog();
    [[nodiscard]] static QComboBox *fieldOf(ColumnsDialog &dialog, const QString &column)
    {
        for (QComboBox *box : dialog.findChildren<QComboBox *>()) {
            if (box->accessibleName() == u"What the column %1 is"_s.arg(column))
                return box;
        }
        return nullptr;
    }
    /// By the keyboard, as its text begins.
    static void choose(QComboBox *box, ListField field)
    {
        box->setFocus();
        while (box->currentIndex() > 0)
            QTest::keyClick(box, Qt::Key_Up);
        while (ListField(box->currentData().toInt()) != field)
            QTest::keyClick(box, Qt::Key_Down);
    }

    QTemporaryDir m_files; ///< not the console's: passwords stand in the files
    fleet::FleetProcess m_fleet{QStringLiteral(STREAMKEEPER_FLEET_PROGRAM)};
    std::unique_ptr<ConsoleHarness> m_console;
};

void CameraCsvDialogTest::initTestCase()
{
    QVERIFY(m_fleet.start(
        {u"--servers"_s, u"1"_s, u"--cameras"_s, u"4"_s, u"--live"_s, u"4"_s, u"--exit-with-stdin"_s},
        30'000));
    m_console = std::make_unique<ConsoleHarness>();
    QVERIFY(m_console->start());
    const QJsonObject server = m_fleet.server(0);
    const QString url =
        u"%1://127.0.0.1:%2"_s.arg(server[u"scheme"].toString()).arg(server[u"apiPort"].toInt());
    QVERIFY(m_console->openAddDialog({0, url, {}, server[u"token"].toString(), u"ms-01"_s}));
    QVERIFY(m_console->testConnection());
    QVERIFY(m_console->addAndAdopt());
    QTRY_VERIFY_WITH_TIMEOUT(fleet().rowCount() == 8 && fleet().counts().of(StreamState::Active) == 8,
                             patienceMs);
}

void CameraCsvDialogTest::init()
{
    closeDialog();
    window().activateWindow();
    QTRY_COMPARE_WITH_TIMEOUT(QApplication::activeWindow(), &window(), patienceMs);
}

void CameraCsvDialogTest::closeDialog()
{
    while (QWidget *dialog = QApplication::activeModalWidget()) {
        dialog->close();
        QCoreApplication::sendPostedEvents(dialog, QEvent::DeferredDelete);
    }
}

ImportDialog *CameraCsvDialogTest::openWith(const QByteArray &csv)
{
    static int count = 0;
    QFile file(m_files.filePath(u"import-%1.csv"_s.arg(++count)));
    if (!file.open(QIODevice::WriteOnly) || file.write(csv) != csv.size())
        return nullptr;
    file.close();
    QTest::keyClick(&window(), Qt::Key_I, Qt::ControlModifier | Qt::ShiftModifier);
    if (!QTest::qWaitFor([&] { return m_console->dialog<ImportDialog>() != nullptr; }, patienceMs))
        return nullptr;
    ImportDialog *dialog = m_console->dialog<ImportDialog>();
    if (!QTest::qWaitFor([&] { return QApplication::activeWindow() == dialog; }, patienceMs))
        return nullptr;
    auto *field = dialog->findChild<QLineEdit *>(u"importFile"_s);
    QTest::keyClicks(field, file.fileName());
    QTest::keyClick(field, Qt::Key_Return);
    // A hundred thousand lines, read by an instrumented reader beside other tests.
    const bool isRead =
        QTest::qWaitFor([&] { return !sentence(*dialog).startsWith(u"Reading"); }, 3 * patienceMs);
    return isRead ? dialog : nullptr;
}

void CameraCsvDialogTest::aMixedFileIsPreviewedAndItsValidLinesImported()
{
    const Stream known = fleet().streams().front();
    const QString file =
        u"camera_id;name;high_uuid;high_address;low_uuid;low_address;location\r\n"
        ";Import gate;;rtsp://root:Imp0rt-Pa55@127.0.0.1:9/new;;;Yard\r\n"
        ";;%1;%2;%3;%4;\r\n"
        ";Bad;;ftp://x:Imp0rt-Pa55@y;;;\r\n"_s.arg(
            known.quality == Quality::High ? known.id.toString() : QString(),
            known.quality == Quality::High ? u"rtsp://root:Imp0rt-Pa55@127.0.0.1:9/changed"_s : QString(),
            known.quality == Quality::Low ? known.id.toString() : QString(),
            known.quality == Quality::Low ? u"rtsp://root:Imp0rt-Pa55@127.0.0.1:9/changed"_s : QString());
    // A known camera has to have its name where the column is there.
    const QString name = fleet().camera(known.camera)->name;
    ImportDialog *dialog = openWith(QString(file).replace(u"\r\n;;"_s, u"\r\n;"_s + name + u';').toUtf8());
    QVERIFY(dialog);
    QCOMPARE(sentence(*dialog), u"1 new · 1 changed · 0 unchanged · 1 with errors"_s);
    auto *table = dialog->findChild<QTableView *>();
    QCOMPARE(table->model()->rowCount(), 3);
    QVERIFY(table->model()
                ->index(1, ImportTableModel::DetailColumn)
                .data()
                .toString()
                .contains(u"→ rtsp://•••@127.0.0.1:9/changed"));
    auto *import = dialog->findChild<QPushButton *>(u"importButton"_s);
    QVERIFY(!import->isEnabled());
    QVERIFY(import->toolTip().contains(u"1 line(s) have errors"));
    // Only what is wrong, copied for whoever made the file.
    auto *show = dialog->findChild<QComboBox *>(u"importShow"_s);
    show->setCurrentIndex(2);
    QCOMPARE(table->model()->rowCount(), 1);
    table->selectAll();
    table->setFocus();
    QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
    QVERIFY(QApplication::clipboard()->text().startsWith(u"4\tBad\tError\thigh_address"));
    QVERIFY(!QApplication::clipboard()->text().contains(u"Imp0rt-Pa55"));
    show->setCurrentIndex(0);

    auto *skip = dialog->findChild<QCheckBox *>(u"importSkip"_s);
    QVERIFY(skip->isVisible());
    QTest::keyClick(skip, Qt::Key_Space);
    QVERIFY(import->isEnabled());
    QCOMPARE(import->text(), u"Import 2 line(s)"_s);
    QTest::mouseClick(import, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!m_console->dialog<ImportDialog>(), patienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(fleet().rowCount(), 9, patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(visibleText(window()).contains(u"2 of 2 confirmed"), patienceMs);
    QCOMPARE(fleet().stream(known.id)->address.masked(), u"rtsp://•••@127.0.0.1:9/changed"_s);
    QCOMPARE(fleet().stream(known.id)->address.full().revealText(),
             u"rtsp://root:Imp0rt-Pa55@127.0.0.1:9/changed"_s);
    const auto fresh = std::ranges::find(fleet().cameras(), u"Import gate"_s, &Camera::name);
    QVERIFY(fresh != fleet().cameras().end());
    QCOMPARE(fresh->location, u"Yard"_s);
    QVERIFY(std::ranges::find(fleet().cameras(), u"Bad"_s, &Camera::name) == fleet().cameras().end());
    QVERIFY(!m_console->anyFileContains("Imp0rt-Pa55")); // registry, settings, log
    QVERIFY(!visibleText(window()).contains(u"Imp0rt-Pa55"));
}

void CameraCsvDialogTest::conflictsAreToldLineByLine()
{
    const Camera first = fleet().cameras()[0];
    const Camera second = fleet().cameras()[1];
    ImportDialog *dialog = openWith(
        u"camera_id,serial\n%1,A-1\n%2,A-2\n"_s.arg(first.id.toString(), second.id.toString()).toUtf8());
    QVERIFY(dialog);
    QCOMPARE(sentence(*dialog), u"0 new · 2 changed · 0 unchanged"_s);
    {
        // As another console would.
        RegistryDatabase database;
        QVERIFY(database.open(m_console->folder() + u"/registry.sqlite"_s));
        Camera theirs = first;
        theirs.location = u"theirs"_s;
        QVERIFY(database.inTransaction([&] { return FleetRepository(database).saveCameras({theirs}); }));
    }
    QTest::keyClick(dialog->findChild<QPushButton *>(u"importButton"_s), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(sentence(*dialog).contains(u"could not be saved"), patienceMs);
    auto *table = dialog->findChild<QTableView *>();
    QCOMPARE(table->model()->rowCount(), 1);
    QCOMPARE(table->model()->index(0, ImportTableModel::LineColumn).data().toInt(), 2);
    QVERIFY(!dialog->findChild<QPushButton *>(u"importButton"_s)->isEnabled());
    QTRY_COMPARE_WITH_TIMEOUT(fleet().camera(first.id)->location, u"theirs"_s, patienceMs);
    QCOMPARE(fleet().camera(first.id)->serialNumber, first.serialNumber);
    QCOMPARE(fleet().camera(second.id)->serialNumber, u"A-2"_s);
}

void CameraCsvDialogTest::aFileThatCannotBeReadSaysWhy()
{
    ImportDialog *dialog = openWith("name,high_address\n\xca\xe0\xec,x\n");
    QVERIFY(dialog);
    QVERIFY2(sentence(*dialog).contains(u"Windows-1251"), qPrintable(sentence(*dialog)));
    QVERIFY(!dialog->findChild<QPushButton *>(u"importButton"_s)->isEnabled());
    auto *field = dialog->findChild<QLineEdit *>(u"importFile"_s);
    field->selectAll();
    QTest::keyClicks(field, u"/nonexistent/file.csv"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(sentence(*dialog).contains(u"/nonexistent/file.csv"), patienceMs);
}

void CameraCsvDialogTest::aListOfAToolIsRecognised()
{
    ImportDialog *dialog = openWith("Device Type,IPv4 Address,Port,Device Serial No.,MAC Address\n"
                                    "DS-2CD2143G2-I,192.0.2.64,8000,A1,bc-5e-33-57-5a-98\n");
    QVERIFY(dialog);
    QCOMPARE(sentence(*dialog), u"0 new · 0 changed · 0 unchanged · 1 with errors · 1 with warnings"_s);
    auto *list = dialog->findChild<QLabel *>(u"importList"_s);
    QCOMPARE(list->text(), u"A list of Hikvision SADP. Columns that are not imported: Port."_s);
    auto *propose = dialog->findChild<QCheckBox *>(u"importPropose"_s);
    QVERIFY(propose->isVisible());
    auto *import = dialog->findChild<QPushButton *>(u"importButton"_s);
    QVERIFY(!import->isEnabled());
    QTest::keyClick(propose, Qt::Key_Space);
    QTRY_COMPARE_WITH_TIMEOUT(sentence(*dialog), u"1 new · 0 changed · 0 unchanged · 1 with warnings"_s,
                              patienceMs);
    QVERIFY(import->isEnabled());
    auto *table = dialog->findChild<QTableView *>();
    const QString details = table->model()->index(0, ImportTableModel::DetailColumn).data().toString();
    QVERIFY2(details.contains(u"nobody has tried"), qPrintable(details));
}

void CameraCsvDialogTest::columnsOfAnUnknownListAreMappedByHand()
{
    const QByteArray file = "Bezeichnung;Wo;Kennwort;Konto;Strom\n"
                            "Tor;Hof;C0l-Pa55;admin;rtsp://192.0.2.8/1\n";
    ImportDialog *dialog = openWith(file);
    QVERIFY(dialog);
    QTRY_VERIFY_WITH_TIMEOUT(m_console->dialog<ColumnsDialog>(), patienceMs);
    auto *columns = m_console->dialog<ColumnsDialog>();
    QVERIFY(!visibleText(*columns).contains(u"C0l-Pa55"));
    auto *next = columns->findChild<QPushButton *>(u"columnsNext"_s);
    QVERIFY(!next->isEnabled());
    QVERIFY(next->toolTip().contains(u"name of the camera"));
    choose(fieldOf(*columns, u"Bezeichnung"_s), ownField(CsvColumn::Name));
    QVERIFY(next->toolTip().contains(u"address of a stream"));
    choose(fieldOf(*columns, u"Wo"_s), ownField(CsvColumn::Name));
    choose(fieldOf(*columns, u"Strom"_s), ownField(columnOf(Quality::High, StreamField::Address)));
    QVERIFY(next->toolTip().contains(u"both mapped"));
    choose(fieldOf(*columns, u"Wo"_s), ownField(CsvColumn::Location));
    choose(fieldOf(*columns, u"Kennwort"_s), ListField::Password);
    choose(fieldOf(*columns, u"Konto"_s), ListField::User);
    QVERIFY(next->isEnabled());
    QTest::keyClick(next, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(sentence(*dialog), u"1 new · 0 changed · 0 unchanged"_s, patienceMs);
    auto *table = dialog->findChild<QTableView *>();
    const QString details = table->model()->index(0, ImportTableModel::DetailColumn).data().toString();
    QVERIFY2(details.contains(u"rtsp://•••@192.0.2.8/1"), qPrintable(details));
    init();
    // Lists with this header are known from now on.
    dialog = openWith(file);
    QVERIFY(dialog);
    QCOMPARE(sentence(*dialog), u"1 new · 0 changed · 0 unchanged"_s);
    QVERIFY(!m_console->dialog<ColumnsDialog>());
    // What was said can be changed.
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"importColumns"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(m_console->dialog<ColumnsDialog>(), patienceMs);
    columns = m_console->dialog<ColumnsDialog>();
    QCOMPARE(ListField(fieldOf(*columns, u"Wo"_s)->currentData().toInt()), ownField(CsvColumn::Location));
    QTest::keyClick(columns, Qt::Key_Escape);
    QTRY_VERIFY_WITH_TIMEOUT(!m_console->dialog<ColumnsDialog>(), patienceMs);
}

void CameraCsvDialogTest::mappingsAreSavedAndLoaded()
{
    ImportDialog *dialog = openWith("Alfa;Beta;\nTor;rtsp://192.0.2.8/1;\n");
    QVERIFY(dialog);
    QTRY_VERIFY_WITH_TIMEOUT(m_console->dialog<ColumnsDialog>(), patienceMs);
    auto *columns = m_console->dialog<ColumnsDialog>();
    auto *save = columns->findChild<QPushButton *>(u"columnsSave"_s);
    auto *problem = columns->findChild<QLabel *>(u"columnsProblem"_s);
    choose(fieldOf(*columns, u"Alfa"_s), ownField(CsvColumn::Name));
    choose(fieldOf(*columns, u"Beta"_s), ListField::Host);
    QVERIFY(save->toolTip().contains(u"name first"));
    auto *name = columns->findChild<QComboBox *>(u"columnsName"_s);
    name->setEditText(u"Greek"_s);
    QTest::mouseClick(save, Qt::LeftButton);
    QVERIFY(!fieldOf(*columns, u"(no name)"_s)->isEnabled());

    const QString file = m_files.filePath(u"mapping.json"_s);
    Q_EMIT columns->fileToWriteChosen(file, columns->mapping());
    const auto written = mappingFromJson(fileWhenWritten(file));
    QVERIFY(written);
    QCOMPARE(written->name, u"Greek"_s);
    choose(fieldOf(*columns, u"Beta"_s), ListField::NotImported);
    Q_EMIT columns->fileToReadChosen(file);
    QCOMPARE(ListField(fieldOf(*columns, u"Beta"_s)->currentData().toInt()), ListField::Host);
    Q_EMIT columns->fileToReadChosen(m_files.filePath(u"absent.json"_s));
    QVERIFY(problem->text().contains(u"absent.json"));
    QFile broken(m_files.filePath(u"broken.json"_s));
    QVERIFY(broken.open(QIODevice::WriteOnly) && broken.write("name;ip") > 0);
    broken.close();
    Q_EMIT columns->fileToReadChosen(broken.fileName());
    QVERIFY2(problem->text().contains(u"not JSON"), qPrintable(problem->text()));
    init();
    // The saved one is offered for other lists, and what they lack is told.
    dialog = openWith("Alfa;Gamma\nTor;rtsp://192.0.2.8/1\n");
    QVERIFY(dialog);
    QTRY_VERIFY_WITH_TIMEOUT(m_console->dialog<ColumnsDialog>(), patienceMs);
    columns = m_console->dialog<ColumnsDialog>();
    name = columns->findChild<QComboBox *>(u"columnsName"_s);
    QCOMPARE(name->itemText(0), u"Greek"_s);
    name->setCurrentIndex(0);
    Q_EMIT name->activated(0);
    QCOMPARE(ListField(fieldOf(*columns, u"Alfa"_s)->currentData().toInt()), ownField(CsvColumn::Name));
}

bool CameraCsvDialogTest::exportTo(CameraCsvActions::Scope scope, const QString &file)
{
    window().cameraCsv()->exportAction(scope)->trigger();
    if (!QTest::qWaitFor([&] { return m_console->dialog<QFileDialog>() != nullptr; }, patienceMs))
        return false;
    auto *dialog = m_console->dialog<QFileDialog>();
    dialog->selectFile(file);
    auto *name = dialog->findChild<QLineEdit *>();
    QTest::keyClick(name, Qt::Key_Return);
    return QTest::qWaitFor([&] { return m_console->dialog<QFileDialog>() == nullptr; }, patienceMs);
}

QByteArray CameraCsvDialogTest::fileWhenWritten(const QString &name)
{
    if (!QTest::qWaitFor([&] { return QFile::exists(name); }, patienceMs))
        return {};
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void CameraCsvDialogTest::anExportedFileChangesNothing()
{
    const QString name = m_files.filePath(u"all.csv"_s);
    QVERIFY(exportTo(CameraCsvActions::Scope::All, name));
    const QByteArray file = fileWhenWritten(name);
    QCOMPARE(file.count("\r\n"), qsizetype(fleet().cameras().size()) + 1);
    QVERIFY(!file.contains("Imp0rt-Pa55"));
    ImportDialog *dialog = openWith(file);
    QVERIFY(dialog);
    QCOMPARE(sentence(*dialog), u"0 new · 0 changed · %1 unchanged"_s.arg(fleet().cameras().size()));
    auto *import = dialog->findChild<QPushButton *>(u"importButton"_s);
    QVERIFY(!import->isEnabled());
    QVERIFY(import->toolTip().contains(u"changes nothing"));
}

void CameraCsvDialogTest::onlySelectedRowsAreExported()
{
    window().showPage<StreamsPage>();
    window().page<StreamsPage>()->table()->selectFleetRow(0);
    QTRY_COMPARE(window().page<StreamsPage>()->table()->selectedFleetRows(), std::vector<int>{0});
    const QString name = m_files.filePath(u"selected.csv"_s);
    QVERIFY(exportTo(CameraCsvActions::Scope::Selected, name));
    const QByteArray file = fileWhenWritten(name);
    QCOMPARE(file.count("\r\n"), 2);
    QVERIFY(file.contains(fleet().row(0).camera.toString().toLatin1()));
}

void CameraCsvDialogTest::aHugeFileNeverFreezesTheWindow()
{
    QByteArray file = "name,high_address\n";
    for (int i = 0; i < 100'000; ++i)
        file += "New " + QByteArray::number(i) + ",rtsp://10.0.0.1/" + QByteArray::number(i) + "\n";
    // The longest time in which the event loop did not come round.
    QElapsedTimer sinceBeat;
    qint64 longestMs = 0;
    QTimer beat;
    connect(&beat, &QTimer::timeout, this, [&] {
        longestMs = std::max(longestMs, sinceBeat.elapsed());
        sinceBeat.start();
    });
    sinceBeat.start();
    beat.start(5);
    ImportDialog *dialog = openWith(file);
    QVERIFY(dialog);
    QVERIFY2(sentence(*dialog).contains(u" new"), qPrintable(sentence(*dialog)));
    auto *table = dialog->findChild<QTableView *>();
    QCOMPARE(table->model()->rowCount(), 100'000);
    qInfo("longest stall of the window: %lld ms", longestMs);
    QVERIFY(longestMs < 5'000); // a gross one only: other programs run on this machine
}

QTEST_MAIN(CameraCsvDialogTest)
#include "tst_cameracsvdialog.moc"
