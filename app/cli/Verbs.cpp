#include "app/cli/Verbs.h"

#include <algorithm>
#include <iterator>

namespace streamkeeper {

using namespace Qt::StringLiterals;

const std::vector<VerbSpec> &verbs()
{
    static const std::vector<VerbSpec> all = [] {
        std::vector<VerbSpec> list;
        for (auto verbsOfNoun :
             {serverVerbs, streamVerbs, cameraVerbs, cameraPairVerbs, cameraCsvVerbs, clusterVerbs,
              groupVerbs, transferVerbs, archiveVerbs, shareVerbs, keyVerbs, deviceVerbs, provisioningVerbs,
              troubleVerbs, alarmVerbs, eventVerbs, dhcpVerbs, inletVerbs, operationVerbs}) {
            std::vector<VerbSpec> part = verbsOfNoun();
            std::ranges::move(part, std::back_inserter(list));
        }
        return list;
    }();
    return all;
}

const std::vector<OptionSpec> &globalOptions()
{
    static const std::vector<OptionSpec> options{
        {u"registry"_s, u"FILE"_s,
         u"Work on another registry than the console's own, or than the one that STREAMKEEPER_REGISTRY names."_s,
         ValueKind::File},
        {u"output"_s,
         u"FORMAT"_s,
         u"table or json; lists also as wide (more columns) and csv."_s,
         ValueKind::Word,
         {u"table"_s, u"json"_s},
         false,
         u'o'},
        {u"json"_s, {}, u"Write one JSON document to standard output: --output json."_s},
        {u"color"_s,
         u"WHEN"_s,
         u"auto, always or never. By itself only a terminal gets colours, and none if NO_COLOR is set."_s,
         ValueKind::Word,
         {u"auto"_s, u"always"_s, u"never"_s}},
        {u"quiet"_s, {}, u"Tell no progress on standard error."_s},
        {u"secret-env"_s,
         u"[SERVER=]VAR"_s,
         u"Take the token of a media server from this environment variable instead of the sealed store."_s,
         ValueKind::Text,
         {},
         true},
        {u"passphrase-env"_s, u"VAR"_s,
         u"Unseal the registry's secrets by the passphrase in this environment variable; a registry without "
         u"a key "
         "gets one that it protects."_s},
        {u"no-keychain"_s, {}, u"Do not ask the system keychain."_s},
        {u"verbose"_s, {}, u"Write the log to standard error too."_s},
        {u"help"_s, {}, u"Tell what can be done here."_s},
        {u"version"_s, {}, u"Tell the version."_s}};
    return options;
}

std::vector<OptionSpec> with(std::vector<OptionSpec> options, const std::vector<OptionSpec> &more)
{
    options.insert(options.end(), more.begin(), more.end());
    return options;
}

std::vector<OptionSpec> waitingOptions()
{
    return {{u"wait"_s,
             {},
             u"Wait until the server shows the effect; without it, until it has taken the request."_s},
            {u"timeout"_s, u"SECONDS"_s, u"Stop waiting and retrying after this time."_s}};
}

} // namespace streamkeeper
