#include "models/fleet/DeviceState.h"
#include "models/fleet/FleetState.h"
#include "models/tables/ServerTableModel.h"
#include "models/tables/StreamTableModel.h"
#include "models/texts/StreamTexts.h"
#include "views/servers/ServerDialog.h"
#include "views/shell/MainWindow.h"

#include <QAbstractButton>
#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QProcess>
#include <QRegularExpression>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>
#include <QXmlStreamReader>

#include <algorithm>
#include <set>
#include <vector>

using namespace streamkeeper;
using namespace Qt::StringLiterals;

namespace {

struct Entry
{
    QString context;
    QString source;
    QString comment;
    QString state; ///< "unfinished", "vanished", "obsolete"; empty: done
    bool hasPlural = false;
    QStringList translations; ///< one, or the plural forms

    [[nodiscard]] QString name() const
    {
        return context + u": "_s + source + (comment.isEmpty() ? QString() : u" // "_s + comment);
    }
};

Entry readEntry(QXmlStreamReader &xml, const QString &context)
{
    Entry entry;
    entry.context = context;
    entry.hasPlural = xml.attributes().value(u"numerus"_s) == u"yes";
    while (xml.readNextStartElement()) {
        if (xml.name() == u"source") {
            entry.source = xml.readElementText();
        } else if (xml.name() == u"comment") {
            entry.comment = xml.readElementText();
        } else if (xml.name() == u"translation") {
            entry.state = xml.attributes().value(u"type"_s).toString();
            QString text;
            while (xml.readNext() != QXmlStreamReader::EndElement && !xml.hasError()) {
                if (xml.isStartElement())
                    entry.translations << xml.readElementText();
                else
                    text += xml.text();
            }
            if (!entry.hasPlural)
                entry.translations << text;
        } else {
            xml.skipCurrentElement();
        }
    }
    return entry;
}

/// Empty if the file cannot be read.
std::vector<Entry> readEntries(const QString &fileName)
{
    QFile file(fileName);
    std::vector<Entry> entries;
    if (!file.open(QIODevice::ReadOnly))
        return entries;
    QXmlStreamReader xml(&file);
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == u"name")
            context = xml.readElementText();
        else if (xml.name() == u"message")
            entries.push_back(readEntry(xml, context));
    }
    return xml.hasError() ? std::vector<Entry>() : entries;
}

QString tsFile(const QString &language)
{
    return QStringLiteral(STREAMKEEPER_SOURCES "/translations/streamkeeper_") + language + u".ts"_s;
}

/// %1, %2, %n: each as often as it is there.
QStringList placesOf(const QString &text)
{
    static const QRegularExpression place(u"%(n|L?\\d)"_s);
    QStringList places;
    for (auto match = place.globalMatch(text); match.hasNext();)
        places << match.next().captured();
    std::ranges::sort(places);
    return places;
}

std::multiset<QString> namesOf(const std::vector<Entry> &entries)
{
    std::multiset<QString> names;
    for (const Entry &entry : entries)
        names.insert(entry.name());
    return names;
}

/// What an operator may read of a widget and all that is in it, tool tips and names for screen readers
/// included.
QStringList textsOf(const QWidget &root)
{
    QStringList texts{root.windowTitle()};
    QList<const QWidget *> widgets{&root};
    widgets.append(root.findChildren<const QWidget *>());
    for (const QWidget *widget : std::as_const(widgets)) {
        if (qobject_cast<const QTabBar *>(widget->parentWidget()))
            continue; // Qt's own scroll buttons, which Qt's own translation knows
        texts << widget->toolTip() << widget->accessibleName();
        if (const auto *label = qobject_cast<const QLabel *>(widget))
            texts << label->text();
        else if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
            texts << button->text();
        else if (const auto *edit = qobject_cast<const QLineEdit *>(widget))
            texts << edit->placeholderText();
        else if (const auto *combo = qobject_cast<const QComboBox *>(widget))
            for (int i = 0; i < combo->count(); ++i)
                texts << combo->itemText(i);
        else if (const auto *list = qobject_cast<const QListView *>(widget); list && list->model())
            for (int row = 0; row < list->model()->rowCount(); ++row)
                texts << list->model()->index(row, 0).data().toString();
    }
    for (const QAction *action : root.findChildren<const QAction *>())
        texts << action->text() << action->toolTip();
    return texts;
}

QStringList headersOf(const QAbstractItemModel &model)
{
    QStringList texts;
    for (int column = 0; column < model.columnCount(); ++column)
        texts << model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString()
              << model.headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString();
    return texts;
}

/// Words that are the same in every language: names, abbreviations, units of the protocol.
bool isWithoutLanguage(const QString &text)
{
    static const QSet<QString> names{u"Streamkeeper"_s,
                                     u"UUID"_s,
                                     u"RTSP"_s,
                                     u"HLS"_s,
                                     u"http"_s,
                                     u"https"_s,
                                     u"HTTP"_s,
                                     u"MediaMTX"_s,
                                     u"media_server_v2"_s,
                                     u"mediamtx_permissions"_s};
    static const QRegularExpression latin(u"[A-Za-z]"_s);
    static const QRegularExpression clock(u"^\\S+ \\d\\d:\\d\\d:\\d\\d$"_s); // zone and time
    QString plain = text;
    plain.remove(u'&');
    return !plain.contains(latin) || names.contains(plain) || clock.match(plain).hasMatch();
}

QStringList untranslated(const QStringList &texts)
{
    static const QRegularExpression cyrillic(u"\\p{Cyrillic}"_s);
    QStringList left;
    for (const QString &text : texts) {
        if (!text.contains(cyrillic) && !isWithoutLanguage(text))
            left << text;
    }
    left.removeDuplicates();
    return left;
}

} // namespace

class TranslationsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyEntryIsTranslated_data();
    void everyEntryIsTranslated();
    void translationsKeepThePlaceholders();
    void filesHaveTheTextsOfTheSources_data();
    void filesHaveTheTextsOfTheSources();
    void numbersTakeTheirForms_data();
    void numbersTakeTheirForms();
    void windowSpeaksRussian();
};

void TranslationsTest::everyEntryIsTranslated_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<int>("pluralForms");
    QTest::newRow("Russian") << u"ru"_s << 3;
    QTest::newRow("English plural forms") << u"en"_s << 2;
}

void TranslationsTest::everyEntryIsTranslated()
{
    QFETCH(const QString, language);
    QFETCH(const int, pluralForms);
    const auto entries = readEntries(tsFile(language));
    QVERIFY2(!entries.empty(), qPrintable(tsFile(language)));
    for (const Entry &entry : entries) {
        QVERIFY2(entry.state.isEmpty(), qPrintable(entry.name() + u" is "_s + entry.state));
        QVERIFY2(entry.translations.size() == (entry.hasPlural ? pluralForms : 1), qPrintable(entry.name()));
        for (const QString &translation : entry.translations)
            QVERIFY2(!translation.isEmpty(), qPrintable(entry.name()));
    }
}

void TranslationsTest::translationsKeepThePlaceholders()
{
    for (const QString &language : {u"ru"_s, u"en"_s}) {
        for (const Entry &entry : readEntries(tsFile(language))) {
            for (const QString &translation : entry.translations)
                QVERIFY2(placesOf(translation) == placesOf(entry.source),
                         qPrintable(entry.name() + u" → "_s + translation));
        }
    }
}

void TranslationsTest::filesHaveTheTextsOfTheSources_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QStringList>("options");
    QTest::newRow("Russian") << u"ru"_s << QStringList();
    QTest::newRow("English plural forms") << u"en"_s << QStringList{u"-pluralonly"_s};
}

void TranslationsTest::filesHaveTheTextsOfTheSources()
{
    QFETCH(const QString, language);
    QFETCH(const QStringList, options);
    const QTemporaryDir folder;
    const QString copy = folder.filePath(u"streamkeeper_"_s + language + u".ts"_s);
    QVERIFY(QFile::copy(tsFile(language), copy));
    QVERIFY(QFile::setPermissions(copy, QFile::ReadOwner | QFile::WriteOwner));
    QProcess lupdate;
    lupdate.setWorkingDirectory(QStringLiteral(STREAMKEEPER_SOURCES));
    lupdate.setProcessChannelMode(QProcess::MergedChannels);
    // As scripts/translations does.
    lupdate.start(QStringLiteral(STREAMKEEPER_LUPDATE),
                  QStringList{u"-no-obsolete"_s, u"-locations"_s, u"none"_s, u"-extensions"_s, u"cpp,h"_s,
                              u"-I"_s, u"."_s, u"app"_s, u"models"_s, u"views"_s} +
                      options + QStringList{u"-ts"_s, copy});
    QVERIFY2(lupdate.waitForFinished(120'000), qPrintable(lupdate.errorString()));
    const QString said = QString::fromLocal8Bit(lupdate.readAll());
    QVERIFY2(lupdate.exitCode() == 0, qPrintable(said));
    // Texts that lupdate files under a context nobody asks for at run time.
    QVERIFY2(!said.contains(u"lacks Q_OBJECT") && !said.contains(u"Qualifying with unknown"),
             qPrintable(said));
    const auto present = namesOf(readEntries(tsFile(language)));
    const auto wanted = namesOf(readEntries(copy));
    QVERIFY(!wanted.empty());
    QStringList missing;
    std::ranges::set_difference(wanted, present, std::back_inserter(missing));
    QVERIFY2(missing.isEmpty(), qPrintable(u"Run scripts/translations. Missing:\n"_s + missing.join(u'\n')));
    QStringList unused;
    std::ranges::set_difference(present, wanted, std::back_inserter(unused));
    QVERIFY2(unused.isEmpty(), qPrintable(u"Run scripts/translations. Not used:\n"_s + unused.join(u'\n')));
}

void TranslationsTest::numbersTakeTheirForms_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<int>("number");
    QTest::addColumn<QString>("text");
    QTest::newRow("en 1") << u"en"_s << 1 << u"Adopt 1 stream"_s;
    QTest::newRow("en 2") << u"en"_s << 2 << u"Adopt 2 streams"_s;
    QTest::newRow("ru 1") << u"ru"_s << 1 << u"Принять 1 поток"_s;
    QTest::newRow("ru 2") << u"ru"_s << 2 << u"Принять 2 потока"_s;
    QTest::newRow("ru 5") << u"ru"_s << 5 << u"Принять 5 потоков"_s;
    QTest::newRow("ru 11") << u"ru"_s << 11 << u"Принять 11 потоков"_s;
    QTest::newRow("ru 21") << u"ru"_s << 21 << u"Принять 21 поток"_s;
}

void TranslationsTest::numbersTakeTheirForms()
{
    QFETCH(const QString, language);
    QFETCH(const int, number);
    QTranslator translator;
    QVERIFY(translator.load(u"streamkeeper_"_s + language, QStringLiteral(STREAMKEEPER_QM_FOLDER)));
    QTEST(translator.translate("streamkeeper::AdoptDialog", "Adopt %n stream(s)", nullptr, number)
              .replace(u"%n"_s, QString::number(number)),
          "text");
}

void TranslationsTest::windowSpeaksRussian()
{
    QTranslator translator;
    QVERIFY(translator.load(QLocale(u"ru_RU"_s), u"streamkeeper"_s, u"_"_s,
                            QStringLiteral(STREAMKEEPER_QM_FOLDER)));
    QVERIFY(QCoreApplication::installTranslator(&translator));
    FleetState fleet;
    ClusterState clusters;
    DeviceState devices;
    const MainWindow window(fleet, clusters, devices);
    const ServerDialog dialog;
    const StreamTableModel streams(fleet);
    const ServerTableModel servers(fleet);
    QStringList texts = textsOf(window) + textsOf(dialog) + headersOf(streams) + headersOf(servers);
    for (const auto status :
         {StreamStatus::Empty, StreamStatus::Initialization, StreamStatus::Active, StreamStatus::Inactive})
        texts << texts::status(status);
    QVERIFY(texts.size() > 200); // there is a window at all
    const QStringList left = untranslated(texts);
    QVERIFY2(left.isEmpty(), qPrintable(left.join(u'\n')));
}

QTEST_MAIN(TranslationsTest)
#include "tst_translations.moc"
