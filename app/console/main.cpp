#include "app/async/Interrupts.h"
#include "app/console/Console.h"
#include "app/console/LogFile.h"
#include "app/console/MemoryKeychain.h"
#include "app/console/SingleInstance.h"

#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <string_view>

using namespace streamkeeper;
using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(main)
};

/// What only prints needs no display.
bool isAskedForInformation(int argc, char *argv[])
{
    using namespace std::string_view_literals;
    return std::any_of(argv + 1, argv + argc, [](std::string_view argument) {
        return argument == "--help"sv || argument == "-h"sv || argument == "--version"sv ||
               argument == "-v"sv;
    });
}

std::unique_ptr<QCoreApplication> makeApplication(int &argc, char *argv[])
{
    if (isAskedForInformation(argc, argv))
        return std::make_unique<QCoreApplication>(argc, argv);
    return std::make_unique<QApplication>(argc, argv);
}

} // namespace

int main(int argc, char *argv[])
{
    const std::unique_ptr<QCoreApplication> application = makeApplication(argc, argv);
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
    auto *gui = qobject_cast<QApplication *>(application.get());
    if (!gui)
        return 2; // the word was the value of another option, which wants a display

    const QString logFile = LogFile::defaultFile();
    LogFile::install(logFile);
    ConsoleSettings settings(ConsoleSettings::defaultFile());
    applyTheme(*gui, options->theme.value_or(settings.theme()));

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
        &console, &Console::finished, gui, [](int exitCode) { QCoreApplication::exit(exitCode); },
        Qt::QueuedConnection);
    const Interrupts interrupts;
    QObject::connect(&interrupts, &Interrupts::interrupted, &console, &Console::end);
    console.start();
    return QApplication::exec();
}
