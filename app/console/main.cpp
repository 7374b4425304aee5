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

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"streamkeeper"_s);
    QCoreApplication::setApplicationVersion(u"" STREAMKEEPER_VERSION ""_s);
    QGuiApplication::setDesktopFileName(u"streamkeeper"_s);

    const auto options = parseOptions(QCoreApplication::arguments());
    if (!options) {
        std::fprintf(stderr, "streamkeeper: %s\nTry streamkeeper --help.\n",
                     qPrintable(options.error().message));
        return 2;
    }
    if (!options->informationToPrint.isEmpty()) {
        std::fputs(qPrintable(options->informationToPrint), stdout);
        return 0;
    }

    QTranslator qtTranslator;
    if (qtTranslator.load(QLocale(), u"qtbase"_s, u"_"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&qtTranslator);
    QTranslator translator;
    if (translator.load(QLocale(), u"streamkeeper"_s, u"_"_s, u":/i18n"_s))
        QCoreApplication::installTranslator(&translator);

    const QString logFile = LogFile::defaultFile();
    LogFile::install(logFile);
    ConsoleSettings settings(ConsoleSettings::defaultFile());
    applyTheme(application, options->theme.value_or(settings.theme()));

    const QString registry = options->registryFile.isEmpty() ? defaultRegistryFile() : options->registryFile;
    SingleInstance instance(registry);
    if (!options->isDemo && !instance.claim()) {
        std::fprintf(stderr, "streamkeeper: a window is open on %s already; it was brought forward.\n",
                     qPrintable(registry));
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
