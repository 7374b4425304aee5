#include "tests/support/OnvifCamera.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QHash>
#include <QUuid>
#include <QXmlStreamReader>

#include <algorithm>
#include <cstdlib>

using namespace Qt::StringLiterals;

namespace streamkeeper::test {

namespace {
constexpr qint64 TokenToleranceMs = 5 * 60'000;
constexpr qint64 HugeBytes = 10LL * 1024 * 1024;

QByteArray md5(const QByteArray &text)
{
    return QCryptographicHash::hash(text, QCryptographicHash::Md5).toHex();
}

QByteArray sha256(const QByteArray &text)
{
    return QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex();
}

QHash<QByteArray, QByteArray> digestValues(const QByteArray &header)
{
    QHash<QByteArray, QByteArray> values;
    qsizetype at = header.indexOf(' ') + 1;
    while (at < header.size()) {
        const qsizetype equals = header.indexOf('=', at);
        if (equals < 0) {
            break;
        }
        const QByteArray name = header.mid(at, equals - at).trimmed();
        QByteArray value;
        at = equals + 1;
        if (at < header.size() && header[at] == '"') {
            for (++at; at < header.size() && header[at] != '"'; ++at) {
                at += header[at] == '\\' ? 1 : 0;
                value += header.mid(at, 1);
            }
        }
        const qsizetype comma = header.indexOf(',', at);
        const qsizetype end = comma < 0 ? header.size() : comma;
        values.insert(name, value.isEmpty() ? header.mid(at, end - at).trimmed() : value);
        at = end + 1;
    }
    return values;
}

QByteArray envelope(const QByteArray &body)
{
    // As gSOAP writes it: most of the namespaces are not used.
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<SOAP-ENV:Envelope "
           "xmlns:SOAP-ENV=\"http://www.w3.org/2003/05/soap-envelope\" "
           "xmlns:wsa5=\"http://www.w3.org/2005/08/addressing\" "
           "xmlns:tds=\"http://www.onvif.org/ver10/device/wsdl\" "
           "xmlns:trt=\"http://www.onvif.org/ver10/media/wsdl\" "
           "xmlns:tr2=\"http://www.onvif.org/ver20/media/wsdl\" "
           "xmlns:tt=\"http://www.onvif.org/ver10/schema\" xmlns:ter=\"http://www.onvif.org/ver10/error\">"
           "<SOAP-ENV:Body>" +
           body + "</SOAP-ENV:Body></SOAP-ENV:Envelope>\n";
}

QByteArray fault(const QByteArray &code, const QByteArray &subcode, const QByteArray &reason)
{
    return envelope("<SOAP-ENV:Fault><SOAP-ENV:Code><SOAP-ENV:Value>SOAP-ENV:" + code +
                    "</SOAP-ENV:Value><SOAP-ENV:Subcode><SOAP-ENV:Value>ter:" + subcode +
                    "</SOAP-ENV:Value></SOAP-ENV:Subcode></SOAP-ENV:Code><SOAP-ENV:Reason><SOAP-ENV:Text "
                    "xml:lang=\"en\">" +
                    reason + "</SOAP-ENV:Text></SOAP-ENV:Reason></SOAP-ENV:Fault>");
}

QByteArray entityBomb()
{
    QByteArray text = "<?xml version=\"1.0\"?><!DOCTYPE bomb [<!ENTITY a \"ha\">";
    for (char name = 'b'; name < 'k'; ++name) {
        const QByteArray previous = '&' + QByteArray(1, char(name - 1)) + ';';
        text += "<!ENTITY " + QByteArray(1, name) + " \"" + previous.repeated(10) + "\">";
    }
    return text + "]><Envelope><Body><a>&j;</a></Body></Envelope>";
}

/// One element, and within the limit of an answer: a reader that compares each attribute with each takes
/// long.
QByteArray manyAttributes()
{
    QByteArray text = "<Envelope";
    for (int i = 0; i < 80'000; ++i) {
        text += " a" + QByteArray::number(i) + "='>'";
    }
    return text + "><Body/></Envelope>";
}

const HttpHeaders SoapType{{"Content-Type", "application/soap+xml; charset=utf-8"}};
} // namespace

std::optional<OnvifManners::Login> OnvifManners::loginFromWord(const QString &word)
{
    static const QHash<QString, Login> words{{u"digest"_s, Login::Digest},
                                             {u"sha256"_s, Login::Sha256},
                                             {u"token"_s, Login::Token},
                                             {u"any"_s, Login::Any}};
    const auto found = words.constFind(word);
    return found == words.constEnd() ? std::nullopt : std::optional(*found);
}

std::optional<OnvifManners::Media2> OnvifManners::media2FromWord(const QString &word)
{
    static const QHash<QString, Media2> words{
        {u"works"_s, Media2::Works}, {u"fails"_s, Media2::Fails}, {u"absent"_s, Media2::Absent}};
    const auto found = words.constFind(word);
    return found == words.constEnd() ? std::nullopt : std::optional(*found);
}

std::optional<OnvifManners::Answer> OnvifManners::answerFromWord(const QString &word)
{
    static const QHash<QString, Answer> words{{u"usual"_s, Answer::Usual},
                                              {u"hang"_s, Answer::Hang},
                                              {u"drop"_s, Answer::Drop},
                                              {u"html"_s, Answer::Html},
                                              {u"truncated"_s, Answer::Truncated},
                                              {u"garbage"_s, Answer::Garbage},
                                              {u"huge"_s, Answer::Huge},
                                              {u"entities"_s, Answer::EntityBomb},
                                              {u"quadratic"_s, Answer::QuadraticBomb},
                                              {u"attributes"_s, Answer::Attributes},
                                              {u"deep"_s, Answer::Deep},
                                              {u"redirect"_s, Answer::Redirect},
                                              {u"notauthorized"_s, Answer::NotAuthorized},
                                              {u"noenvelope"_s, Answer::NoEnvelope},
                                              {u"missing"_s, Answer::Missing}};
    const auto found = words.constFind(word);
    return found == words.constEnd() ? std::nullopt : std::optional(*found);
}

QByteArray OnvifCamera::Call::text(const QByteArray &element) const
{
    const auto found = std::ranges::find(texts, element, &QPair<QByteArray, QByteArray>::first);
    return found == texts.end() ? QByteArray() : found->second;
}

OnvifCamera::OnvifCamera(OnvifPlan plan)
    : m_plan(std::move(plan))
    , m_server(
          [this](const HttpRequest &request, const HttpResponder &responder) { handle(request, responder); })
{
}

bool OnvifCamera::listen()
{
    return m_server.listen();
}

OnvifCamera::Call OnvifCamera::read(const HttpRequest &request)
{
    Call call;
    QXmlStreamReader reader(request.body);
    QList<QByteArray> open;
    while (!reader.atEnd()) {
        switch (reader.readNext()) {
        case QXmlStreamReader::StartElement: {
            const QByteArray name = reader.name().toLatin1();
            if (open.size() == 2 && open[1] == "Body" && call.operation.isEmpty()) {
                call.operation = name;
                call.space = reader.namespaceUri().toLatin1();
            }
            call.hasToken = call.hasToken || name == "UsernameToken";
            open.append(name);
            call.texts.append({name, {}});
            break;
        }
        case QXmlStreamReader::Characters:
            if (!call.texts.isEmpty()) {
                call.texts.last().second += reader.text().toUtf8().trimmed();
            }
            break;
        case QXmlStreamReader::EndElement:
            open.removeLast();
            break;
        default:
            break;
        }
    }
    call.isWhole = !reader.hasError() && !call.operation.isEmpty();
    call.user = call.text("Username");
    call.digest = call.text("Password");
    call.nonce = QByteArray::fromBase64(call.text("Nonce"));
    call.created = call.text("Created");
    return call;
}

bool OnvifCamera::answerOddly(const HttpResponder &responder, const QByteArray &body) const
{
    using Answer = OnvifManners::Answer;
    switch (m_manners.answer) {
    case Answer::Usual:
        return false;
    case Answer::Hang:
        responder.hang();
        break;
    case Answer::Drop:
        responder.close();
        break;
    case Answer::Html:
        responder.answer(200, "<html><body><h1>Camera</h1><p>Please log in<br></body></html>",
                         {{"Content-Type", "text/html"}});
        break;
    case Answer::Truncated:
        responder.answer(200, body.left(body.size() / 2), SoapType);
        break;
    case Answer::Garbage:
        responder.answer(200, QByteArray("\x00\xff\xfe<<<&&&\x01", 10).repeated(50), SoapType);
        break;
    case Answer::Huge:
        responder.answerHuge(200, HugeBytes, "<Envelope><Body><a>text</a>", SoapType);
        break;
    case Answer::EntityBomb:
        responder.answer(200, entityBomb(), SoapType);
        break;
    case Answer::QuadraticBomb:
        responder.answer(200,
                         "<!DOCTYPE b [<!ENTITY a '" + QByteArray(100'000, 'x') + "'>]><Envelope><Body>" +
                             QByteArray("&a;").repeated(50'000) + "</Body></Envelope>",
                         SoapType);
        break;
    case Answer::Attributes:
        responder.answer(200, manyAttributes(), SoapType);
        break;
    case Answer::Deep:
        responder.answer(200, QByteArray("<a>").repeated(120'000) + QByteArray("</a>").repeated(120'000),
                         SoapType);
        break;
    case Answer::Redirect:
        responder.answer(302, {}, {{"Location", serviceAddress("/elsewhere")}});
        break;
    case Answer::NotAuthorized:
        responder.answer(400, fault("Sender", "NotAuthorized", "The action requested requires authorization"),
                         SoapType);
        break;
    case Answer::NoEnvelope:
        responder.answer(200, "<status>ok</status>", {{"Content-Type", "text/xml"}});
        break;
    case Answer::Missing:
        responder.answer(404, "nothing here\n", {{"Content-Type", "text/plain"}});
        break;
    }
    return true;
}

bool OnvifCamera::isRightToken(const Call &call)
{
    const QDateTime created = QDateTime::fromString(QString::fromLatin1(call.created), Qt::ISODateWithMs);
    const qint64 nowMs =
        QDateTime::currentMSecsSinceEpoch() + std::chrono::milliseconds(m_manners.clockSkew).count();
    const bool isTimely = created.isValid() && call.created.endsWith('Z') &&
                          std::abs(created.toMSecsSinceEpoch() - nowMs) < TokenToleranceMs;
    // libonvif sends all calls of a second with one nonce, often in one millisecond, and cameras take them.
    if (m_seenNonces.contains(call.nonce)) {
        complain(u"a nonce was used twice"_s);
    }
    m_seenNonces.insert(call.nonce);
    const QByteArray expected =
        QCryptographicHash::hash(call.nonce + call.created + m_plan.password, QCryptographicHash::Sha1)
            .toBase64();
    return isTimely && call.nonce.size() >= 8 && call.user == m_plan.user && call.digest == expected;
}

bool OnvifCamera::isRightDigest(const HttpRequest &request, const QByteArray &header, bool &isStale)
{
    const auto values = digestValues(header);
    const QByteArray target = request.query.isEmpty() ? request.path : request.path + '?' + request.query;
    const bool isSha = values["algorithm"] == "SHA-256";
    const auto hash = isSha ? sha256 : md5;
    const QByteArray expected =
        hash(hash(m_plan.user + ':' + m_plan.realm + ':' + m_plan.password) + ':' + values["nonce"] + ':' +
             values["nc"] + ':' + values["cnonce"] + ":auth:" + hash(request.method + ':' + target));
    const bool isRight = values["username"] == m_plan.user && values["realm"] == m_plan.realm &&
                         values["qop"] == "auth" && values["uri"] == target && values["opaque"] == "fleet" &&
                         values["response"] == expected &&
                         (m_manners.login != OnvifManners::Login::Digest || !isSha);
    const int count = values["nc"].toInt(nullptr, 16);
    const auto known = m_digestNonces.find(values["nonce"]); // calls at once have several
    isStale = isRight && (known == m_digestNonces.end() || known->uses >= m_manners.nonceUses);
    if (!isRight || isStale) {
        return false;
    }
    if (count <= known->lastCount) {
        complain(u"a count of Digest was used twice"_s);
        return false;
    }
    *known = {count, known->uses + 1};
    return true;
}

OnvifCamera::Entry OnvifCamera::judge(const HttpRequest &request, const Call &call)
{
    static const QSet<QByteArray> open{"GetSystemDateAndTime", "GetServices", "GetCapabilities",
                                       "GetHostname", "GetServiceCapabilities"};
    using Login = OnvifManners::Login;
    const QByteArray header = request.header("authorization").value_or(QByteArray());
    if (!header.isEmpty() && call.hasToken) {
        ++m_doubleLogins;
    }
    if (m_plan.user.isEmpty() || open.contains(call.operation)) {
        return Entry::Granted;
    }
    if (header.isEmpty() && !call.hasToken) {
        return Entry::Wanted;
    }
    const bool takesDigest = m_manners.login != Login::Token;
    const bool takesToken = m_manners.login == Login::Token || m_manners.login == Login::Any;
    bool isStale = false;
    const bool isRight =
        (takesDigest && header.startsWith("Digest ") && isRightDigest(request, header, isStale)) ||
        (takesToken && call.hasToken && isRightToken(call));
    if (!isRight && !isStale) {
        ++m_refusedLogins;
    }
    if (isRight && call.operation == m_manners.forbidden) {
        return Entry::Refused;
    }
    return isRight ? Entry::Granted : isStale ? Entry::Stale : Entry::Refused;
}

void OnvifCamera::askForLogin(const HttpResponder &responder, Entry entry, bool hasToken)
{
    using Login = OnvifManners::Login;
    const QByteArray text = fault("Sender", "NotAuthorized", "The action requested requires authorization");
    // As the core specification (5.9.1) tells the two ways apart.
    if (m_manners.login == Login::Token ||
        (m_manners.login == Login::Any && hasToken && entry == Entry::Refused)) {
        responder.answer(400, text, SoapType);
        return;
    }
    const QByteArray nonce = QUuid::createUuid().toByteArray(QUuid::Id128);
    m_digestNonces.insert(nonce, {});
    const auto challenge = [&](const QByteArray &algorithm) {
        return "Digest realm=\"" + QByteArray(m_plan.realm).replace('"', "\\\"") +
               "\", qop=\"auth,auth-int\", nonce=\"" + nonce +
               "\", opaque=\"fleet\", algorithm=" + algorithm + (entry == Entry::Stale ? ", stale=TRUE" : "");
    };
    HttpHeaders headers = SoapType;
    headers.append({"WWW-Authenticate", challenge("MD5")});
    if (m_manners.login == Login::Sha256) {
        headers.append({"WWW-Authenticate", challenge("SHA-256")});
    }
    responder.answer(401, text, headers);
}

void OnvifCamera::handle(const HttpRequest &request, const HttpResponder &responder)
{
    if (request.method == "GET" && request.path == "/onvif/snapshot") {
        responder.answer(404);
        return;
    }
    const Call call = read(request);
    m_calls.append(QString::fromLatin1(call.operation));
    const QByteArray body = bodyOf(request, call);
    const bool isConcerned = m_manners.answerOnly.isEmpty() || m_manners.answerOnly == call.operation;
    if (isConcerned && answerOddly(responder, envelope(body))) {
        return;
    }
    const QByteArray type = request.header("content-type").value_or(QByteArray());
    if (request.method != "POST" || !type.startsWith("application/soap+xml") || !call.isWhole) {
        complain(u"no call: %1 %2"_s.arg(QString::fromLatin1(request.method), QString::fromLatin1(type)));
        responder.answer(400, fault("Sender", "WellFormed", "This is no call"), SoapType);
        return;
    }
    const Entry entry = judge(request, call);
    if (entry != Entry::Granted) {
        askForLogin(responder, entry, call.hasToken);
        return;
    }
    if (body.isEmpty()) {
        responder.answer(500, fault("Receiver", "ActionNotSupported", "Action not supported"), SoapType);
    } else if (body.startsWith('!')) {
        responder.answer(400, fault("Sender", "InvalidArgVal", body.mid(1)), SoapType);
    } else {
        responder.answer(200, envelope(body), SoapType);
    }
}

} // namespace streamkeeper::test
