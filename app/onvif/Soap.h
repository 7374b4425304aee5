#pragma once

#include "app/onvif/XmlReading.h"

#include <QByteArray>
#include <QString>

#include <variant>

namespace streamkeeper::onvif {

// SOAP 1.2 as ONVIF devices speak it: pure functions of bytes.

inline constexpr QLatin1StringView deviceNamespace{"http://www.onvif.org/ver10/device/wsdl"};
inline constexpr QLatin1StringView mediaNamespace{"http://www.onvif.org/ver10/media/wsdl"};
inline constexpr QLatin1StringView media2Namespace{"http://www.onvif.org/ver20/media/wsdl"};

/// A call of a service: the name of its operation, and what stands in it. Children are written with the
/// prefix "s" for the service and "t" for ver10/schema.
struct SoapCall
{
    QLatin1StringView service;
    QByteArray operation;
    QByteArray children;
};

/// `header` is a complete element, or empty.
[[nodiscard]] QByteArray envelopeOf(const SoapCall &call, const QByteArray &header);
[[nodiscard]] QByteArray contentTypeOf(const SoapCall &call);

/// The refusal of a device. Codes without their prefix.
struct SoapFault
{
    QString code;    ///< "Sender"
    QString subcode; ///< the innermost: "NotAuthorized"
    QString reason;  ///< words of the device

    /// It wants to know who asks, or does not believe it.
    [[nodiscard]] bool isAboutLogin() const;
};

/// What an envelope holds: the element in its body, or a fault. Parse: it is no XML that can be read.
/// Protocol: it is no envelope.
[[nodiscard]] Result<std::variant<xml::Element, SoapFault>> openEnvelope(const QByteArray &document);

/// A WS-Security header with UsernameToken and PasswordDigest.
[[nodiscard]] QByteArray usernameToken(const QString &user, const QByteArray &password,
                                       const QByteArray &nonce, qint64 createdMs);

} // namespace streamkeeper::onvif
