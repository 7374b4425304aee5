#include "app/console/Console.h"
#include "app/console/LogFile.h"
#include "app/console/MemoryKeychain.h"
#include "app/console/SingleInstance.h"

#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

#include <cstdio>

using namespace streamkeeper;
using namespace Qt::StringLiterals;

namespace {

/// Where lupdate and the translator find the texts of this file.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(main)
};

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"streamkeeper"_s);
    QCoreApplication::setApplicationVersion(u"" STREAMKEEPER_VERSION ""_s);
    QGuiApplication::setDesktopFileName(u"streamkeeper"_s);

    QTranslator qtTranslator;
    if (qtTranslator.load(QLocale(), u"qtbase"_s, u"_"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&qtTranslator);
    QTranslator translator;
    // English for everybody else: it has the plural forms. The locale C has no language of its own to look
    // for.
    if (translator.load(QLocale(), u"streamkeeper"_s, u"_"_s, u":/i18n"_s) ||
        translator.load(u":/i18n/streamkeeper_en.qm"_s))
        QCoreApplication::installTranslator(&translator);

    const auto options = parseOptions(QCoreApplication::arguments());
    if (!options) {
        std::fprintf(stderr, "streamkeeper: %s\n%s\n", qPrintable(options.error().message),
                     qPrintable(Texts::tr("Try streamkeeper --help.")));
        return 2;
    }
    if (!options->informationToPrint.isEmpty()) {
        std::fputs(qPrintable(options->informationToPrint), stdout);
        return 0;
    }

    const QString logFile = LogFile::defaultFile();
    LogFile::install(logFile);
    ConsoleSettings settings(ConsoleSettings::defaultFile());
    applyTheme(application, options->theme.value_or(settings.theme()));

    const QString registry = options->registryFile.isEmpty() ? defaultRegistryFile() : options->registryFile;
    SingleInstance instance(registry);
    if (!options->isDemo && !instance.claim()) {
        std::fprintf(
            stderr, "streamkeeper: %s\n",
            qPrintable(Texts::tr("A window is open on %1 already; it was brought forward.").arg(registry)));
        return 0;
    }

    MemoryKeychain memoryKeychain;
    SystemKeychain systemKeychain;
    Keychain &keychain = options->isDemo ? static_cast<Keychain &>(memoryKeychain) : systemKeychain;
    Console console(*options, settings, keychain, logFile);
    QObject::connect(&instance, &SingleInstance::raiseRequested, &console, &Console::bringForward);
    QObject::connect(
        &console, &Console::finished, &application, [](int exitCode) { QCoreApplication::exit(exitCode); },
        Qt::QueuedConnection);
    console.start();
    return QApplication::exec();
}
