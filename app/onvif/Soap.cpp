#include "app/onvif/Soap.h"

#include "models/domain/AnswerLimits.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDateTime>

namespace streamkeeper::onvif {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Soap)
};

QString withoutPrefix(const QString &name)
{
    return name.mid(name.lastIndexOf(u':') + 1).left(limits::maxTextLength);
}

/// SOAP 1.2, and 1.1 as some answer.
SoapFault faultOf(const xml::Element &element)
{
    SoapFault fault;
    fault.code = withoutPrefix(element.textAt({u"Code", u"Value"}));
    const xml::Element *code = element.child(u"Code");
    while (code && code->child(u"Subcode"))
        code = code->child(u"Subcode");
    fault.subcode = code ? withoutPrefix(code->textAt({u"Value"})) : QString();
    fault.reason = element.textAt({u"Reason", u"Text"});
    if (fault.code.isEmpty())
        fault.code = withoutPrefix(element.textAt({u"faultcode"}));
    if (fault.reason.isEmpty())
        fault.reason = element.textAt({u"faultstring"});
    fault.reason.truncate(limits::maxTextLength);
    return fault;
}

} // namespace

QByteArray envelopeOf(const SoapCall &call, const QByteArray &header)
{
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
           "<e:Envelope xmlns:e=\"http://www.w3.org/2003/05/soap-envelope\" xmlns:s=\"" +
           QByteArray(call.service.data(), call.service.size()) +
           "\" xmlns:t=\"http://www.onvif.org/ver10/schema\">" +
           (header.isEmpty() ? QByteArray() : "<e:Header>" + header + "</e:Header>") +
           "<e:Body><s:" + call.operation + '>' + call.children + "</s:" + call.operation +
           "></e:Body></e:Envelope>";
}

QByteArray contentTypeOf(const SoapCall &call)
{
    return "application/soap+xml; charset=utf-8; action=\"" +
           QByteArray(call.service.data(), call.service.size()) + '/' + call.operation + '"';
}

bool SoapFault::isAboutLogin() const
{
    // The first is ONVIF's, the others are those of WS-Security.
    for (const QStringView word : {u"NotAuthorized", u"FailedAuthentication", u"InvalidSecurity"}) {
        if (code.compare(word, Qt::CaseInsensitive) == 0 || subcode.compare(word, Qt::CaseInsensitive) == 0)
            return true;
    }
    return false;
}

Result<std::variant<xml::Element, SoapFault>> openEnvelope(const QByteArray &document)
{
    auto root = xml::read(document);
    if (!root)
        return tl::unexpected(root.error());
    const xml::Element *body = root->name == u"Envelope" ? root->child(u"Body") : nullptr;
    if (!body)
        return fail(ErrorCategory::Protocol, Texts::tr("The answer is not one of an ONVIF device."),
                    u"no envelope"_s);
    if (const xml::Element *fault = body->child(u"Fault"))
        return faultOf(*fault);
    return body->children.empty() ? xml::Element() : body->children.front();
}

QByteArray usernameToken(const QString &user, const QByteArray &password, const QByteArray &nonce,
                         qint64 createdMs)
{
    const QByteArray created =
        QDateTime::fromMSecsSinceEpoch(createdMs, Qt::UTC).toString(Qt::ISODateWithMs).toLatin1();
    const QByteArray digest =
        QCryptographicHash::hash(nonce + created + password, QCryptographicHash::Sha1).toBase64();
    static const QByteArray oasis = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-";
    return "<w:Security e:mustUnderstand=\"1\" xmlns:w=\"" + oasis +
           "wssecurity-secext-1.0.xsd\" xmlns:u=\"" + oasis +
           "wssecurity-utility-1.0.xsd\"><w:UsernameToken><w:Username>" + xml::escaped(user) +
           "</w:Username><w:Password Type=\"" + oasis + "username-token-profile-1.0#PasswordDigest\">" +
           digest + "</w:Password><w:Nonce EncodingType=\"" + oasis +
           "soap-message-security-1.0#Base64Binary\">" + nonce.toBase64() + "</w:Nonce><u:Created>" +
           created + "</u:Created></w:UsernameToken></w:Security>";
}

} // namespace streamkeeper::onvif
