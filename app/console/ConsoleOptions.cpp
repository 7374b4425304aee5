#include "app/console/ConsoleOptions.h"

#include <QCommandLineParser>
#include <QDir>
#include <QStandardPaths>

namespace streamkeeper {

using namespace Qt::StringLiterals;

Result<ConsoleOptions> parseOptions(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Console for the operators of large video surveillance networks"_s);
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    const QCommandLineOption registry(u"registry"_s, u"Open another registry."_s, u"FILE"_s);
    const QCommandLineOption demo(u"demo"_s, u"Start a demo fleet with real video and look at it."_s);
    const QCommandLineOption screenshot(u"screenshot"_s, u"Save a picture of the window and quit."_s,
                                        u"FILE"_s);
    const QCommandLineOption dumpText(u"dump-text"_s, u"Write all visible text and quit."_s, u"FILE"_s);
    const QCommandLineOption after(u"after"_s, u"When to do so (default 5)."_s, u"SECONDS"_s, u"5"_s);
    const QCommandLineOption theme(u"theme"_s, u"light, dark or system."_s, u"THEME"_s);
    parser.addOptions({registry, demo, screenshot, dumpText, after, theme});
    if (!parser.parse(arguments))
        return fail(ErrorCategory::Invalid, parser.errorText());
    if (!parser.positionalArguments().isEmpty())
        return fail(ErrorCategory::Invalid,
                    u"Unexpected argument: %1"_s.arg(parser.positionalArguments().first()));

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
        return fail(ErrorCategory::Invalid, u"--after takes a number of seconds."_s);
    if (parser.isSet(theme)) {
        options.theme = themeFromWord(parser.value(theme));
        if (themeWord(*options.theme) != parser.value(theme))
            return fail(ErrorCategory::Invalid, u"--theme takes light, dark or system."_s);
    }
    if (options.isDemo && !options.registryFile.isEmpty())
        return fail(ErrorCategory::Invalid, u"--demo has a registry of its own; leave --registry out."_s);
    return options;
}

QString defaultRegistryFile()
{
    return QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation))
        .filePath(u"registry.sqlite"_s);
}

} // namespace streamkeeper
