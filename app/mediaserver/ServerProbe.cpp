#include "app/mediaserver/ServerProbe.h"

#include "app/mediaserver/Dialect.h"
#include "models/domain/ServerMakes.h"

#include <QCoreApplication>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ServerProbe)
};

bool mayBeWrongType(const Error &error)
{
    return error.category == ErrorCategory::HttpStatus || error.category == ErrorCategory::Protocol ||
           error.category == ErrorCategory::Parse || error.category == ErrorCategory::Authentication;
}

} // namespace

QCoro::Task<ProbeReport> probeServer(MediaServerClient &client, std::stop_token stop)
{
    ProbeReport report;
    report.facts = co_await client.readFacts(stop);
    report.certificate = client.channel().presentedCertificate();
    if (report.facts || !mayBeWrongType(report.facts.error()))
        co_return report;
    const ServerType chosen = client.server().type;
    for (const Dialect *other : dialects()) {
        if (other->type == chosen || !co_await other->recognises(client.channel(), stop))
            continue;
        if (co_await dialectOf(chosen).recognises(client.channel(), stop))
            break; // it answers like both: what was chosen counts
        report.looksLike = other->type;
        report.facts.error().message =
            Texts::tr("%1 answers like a %2, not like a %3. Choose the type %2.")
                .arg(client.channel().address().displayText(), QString::fromLatin1(makeOf(other->type).title),
                     QString::fromLatin1(makeOf(chosen).title));
        break;
    }
    co_return report;
}

} // namespace streamkeeper
