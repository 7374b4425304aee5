#include "app/console/ConsoleOptions.h"

#include <QCommandLineParser>
#include <QCoreApplication>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ConsoleOptions)
};

} // namespace

Result<ConsoleOptions> parseOptions(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        Texts::tr("Console for the operators of large video surveillance networks"));
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    const QCommandLineOption registry(u"registry"_s, Texts::tr("Open another registry."), u"FILE"_s);
    const QCommandLineOption demo(u"demo"_s, Texts::tr("Start a demo fleet with real video and look at it."));
    const QCommandLineOption screenshot(u"screenshot"_s, Texts::tr("Save a picture of the window and quit."),
                                        u"FILE"_s);
    const QCommandLineOption dumpText(u"dump-text"_s, Texts::tr("Write all visible text and quit."),
                                      u"FILE"_s);
    const QCommandLineOption after(u"after"_s, Texts::tr("When to do so (default 5)."), u"SECONDS"_s, u"5"_s);
    const QCommandLineOption theme(u"theme"_s, Texts::tr("light, dark or system."), u"THEME"_s);
    parser.addOptions({registry, demo, screenshot, dumpText, after, theme});
    if (!parser.parse(arguments))
        return fail(ErrorCategory::Invalid, parser.errorText());
    if (!parser.positionalArguments().isEmpty())
        return fail(ErrorCategory::Invalid,
                    Texts::tr("Unexpected argument: %1").arg(parser.positionalArguments().first()));

    ConsoleOptions options;
    if (parser.isSet(help))
        options.informationToPrint = parser.helpText();
    else if (parser.isSet(version))
        options.informationToPrint = u"streamkeeper " STREAMKEEPER_VERSION "\n"_s;
    options.registryFile = parser.value(registry);
    options.isDemo = parser.isSet(demo);
    options.screenshotFile = parser.value(screenshot);
    options.dumpTextFile = parser.value(dumpText);
    bool isNumber = false;
    options.afterSeconds = parser.value(after).toDouble(&isNumber);
    if (!isNumber || options.afterSeconds < 0 || options.afterSeconds > 86'400)
        return fail(ErrorCategory::Invalid, Texts::tr("--after takes a number of seconds."));
    if (parser.isSet(theme)) {
        options.theme = themeFromWord(parser.value(theme));
        if (themeWord(*options.theme) != parser.value(theme))
            return fail(ErrorCategory::Invalid, Texts::tr("--theme takes light, dark or system."));
    }
    if (options.isDemo && !options.registryFile.isEmpty())
        return fail(ErrorCategory::Invalid,
                    Texts::tr("--demo has a registry of its own; leave --registry out."));
    return options;
}

} // namespace streamkeeper
