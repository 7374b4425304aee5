#include "app/inlet/InletOrders.h"

#include "app/inlet/HttpStatus.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <limits>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

/// Twice what any field of the registry takes: whoever carries the order out says what is wrong in its words.
constexpr qsizetype maxInletText = 512;
constexpr int maxInletPort = 65'535;
constexpr int noIdea = std::numeric_limits<int>::max();

InletAnswer inletAnswerOf(int status, const QJsonObject &object)
{
    return {status, QJsonDocument(object).toJson(QJsonDocument::Compact)};
}

/// Reads the members of one object, and notes for each what is wrong with it.
class MemberReader
{
public:
    explicit MemberReader(const QJsonObject &object, QJsonObject &errors, const QString &prefix = {})
        : m_object(object)
        , m_errors(errors)
        , m_prefix(prefix)
    {
    }

    /// Empty: not there, or wrong.
    QString text(const QString &key)
    {
        const QJsonValue value = m_object[key];
        if (value.isNull() || value.isUndefined())
            return {};
        if (!value.isString())
            refuse(key, u"This has to be a text."_s);
        else if (value.toString().size() > maxInletText)
            refuse(key, u"This is longer than %1 characters."_s.arg(maxInletText));
        else
            return value.toString();
        return {};
    }

    QString neededText(const QString &key)
    {
        const QString read = text(key);
        if (read.trimmed().isEmpty() && !m_errors.contains(m_prefix + key))
            refuse(key, u"This is needed."_s);
        return read;
    }

    std::optional<int> number(const QString &key, int lowest, int highest)
    {
        const QJsonValue value = m_object[key];
        if (value.isNull() || value.isUndefined())
            return {};
        const int read = value.toInt(noIdea); // what has a fraction or does not fit is none, too
        if (read >= lowest && read <= highest && read != noIdea)
            return read;
        refuse(key, u"This has to be a whole number from %1 to %2."_s.arg(lowest).arg(highest));
        return {};
    }

    /// true and false, also as 1 and 0, as the vendor has them (domain.md 8.2).
    bool flag(const QString &key)
    {
        const QJsonValue value = m_object[key];
        if (value.isNull() || value.isUndefined() || value.isBool())
            return value.toBool();
        const int read = value.toInt(noIdea);
        if (read != 0 && read != 1)
            refuse(key, u"This has to be true or false."_s);
        return read == 1;
    }

    QJsonObject object(const QString &key)
    {
        const QJsonValue value = m_object[key];
        if (!value.isNull() && !value.isUndefined() && !value.isObject())
            refuse(key, u"This has to be an object."_s);
        return value.toObject();
    }

private:
    void refuse(const QString &key, const QString &reason) { m_errors[m_prefix + key] = QJsonArray{reason}; }

    const QJsonObject &m_object;
    QJsonObject &m_errors;
    QString m_prefix;
};

NewCameraOrder newCameraIn(MemberReader &read)
{
    return {read.neededText(u"mac"_s), read.neededText(u"serial_number"_s), read.text(u"manufacturer"_s),
            read.text(u"model"_s)};
}

AttachCameraOrder attachCameraIn(MemberReader &read)
{
    constexpr int mostDays = 36'500; // whoever carries it out knows what is possible
    AttachCameraOrder order;
    order.mac = read.neededText(u"mac"_s);
    order.name = read.text(u"name"_s);
    order.location = read.text(u"location"_s);
    order.serverGroup = read.text(u"server_group"_s);
    order.archiveDays = read.number(u"archive_days"_s, 0, mostDays);
    order.userName = read.text(u"user"_s);
    order.password = SecretText(read.text(u"password"_s));
    order.onvifPort = read.number(u"onvif_port"_s, 1, maxInletPort).value_or(order.onvifPort);
    order.isReplacement = read.flag(u"replace"_s);
    order.replacedMac = read.text(u"replaced_mac"_s);
    return order;
}

DhcpReport dhcpReportIn(MemberReader &read, QJsonObject &errors)
{
    DhcpReport report;
    report.mac = read.neededText(u"mac"_s);
    report.ip = read.neededText(u"ip"_s);
    const QJsonObject relay = read.object(u"option82"_s);
    MemberReader part(relay, errors, u"option82."_s);
    report.option82 = {part.text(u"circuit_id"_s), part.text(u"remote_id"_s)};
    return report;
}

ProvisioningOrder orderOf(InletCall call, const QJsonObject &object, QJsonObject &errors)
{
    MemberReader read(object, errors);
    switch (call) {
    case InletCall::NewCamera:
        return newCameraIn(read);
    case InletCall::AttachCamera:
        return attachCameraIn(read);
    case InletCall::Dhcp:
    case InletCall::BillingStreams:
        return dhcpReportIn(read, errors);
    }
    Q_UNREACHABLE();
}

InletAnswer invalidOrder(const QString &message, const QJsonObject &errors)
{
    return inletAnswerOf(httpstatus::unprocessable, {{u"message"_s, message}, {u"errors"_s, errors}});
}

int statusOf(const Error &error)
{
    switch (error.category) {
    case ErrorCategory::Invalid:
        return error.httpStatus == httpstatus::notFound ? httpstatus::notFound : httpstatus::unprocessable;
    case ErrorCategory::Conflict:
        return httpstatus::conflict;
    case ErrorCategory::Network:
    case ErrorCategory::Timeout:
    case ErrorCategory::Storage:
    case ErrorCategory::Secret:
    case ErrorCategory::Unsupported:
    case ErrorCategory::Cancelled:
        return httpstatus::unavailable;
    case ErrorCategory::Tls:
    case ErrorCategory::Authentication:
    case ErrorCategory::AccountWithheld:
    case ErrorCategory::HttpStatus:
    case ErrorCategory::Protocol:
    case ErrorCategory::Parse:
        break; // of what it asked in its turn, which is no business of who asks here
    }
    return httpstatus::internalError;
}

QJsonValue textOrNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

} // namespace

std::optional<InletCall> inletCallAt(const QByteArray &path)
{
    if (path == "/new_camera")
        return InletCall::NewCamera;
    if (path == "/attach_camera")
        return InletCall::AttachCamera;
    if (path == "/dhcp")
        return InletCall::Dhcp;
    if (path == "/api/v1/billing/streams")
        return InletCall::BillingStreams;
    return {};
}

tl::expected<ProvisioningOrder, InletAnswer> readInletOrder(InletCall call, const QByteArray &body)
{
    QJsonParseError parsing;
    const QJsonDocument document = QJsonDocument::fromJson(body, &parsing);
    if (!document.isObject())
        return tl::unexpected(inletRefusal(httpstatus::badRequest,
                                           parsing.error == QJsonParseError::NoError
                                               ? u"The body has to be a JSON object."_s
                                               : u"The body is no JSON: %1."_s.arg(parsing.errorString())));
    QJsonObject errors;
    ProvisioningOrder order = orderOf(call, document.object(), errors);
    if (!errors.isEmpty())
        return tl::unexpected(invalidOrder(u"The order cannot be taken: see errors."_s, errors));
    return order;
}

InletAnswer inletReceipt(InletCall call, const ProvisioningReceipt &receipt)
{
    if (call == InletCall::BillingStreams)
        return {httpstatus::noContent, {}};
    return inletAnswerOf(httpstatus::ok, {{u"device"_s, textOrNull(receipt.device)},
                                          {u"camera"_s, textOrNull(receipt.camera)},
                                          {u"state"_s, receipt.state},
                                          {u"changed"_s, receipt.isChanged}});
}

InletAnswer inletFailure(const Error &error)
{
    const int status = statusOf(error);
    if (status != httpstatus::unprocessable)
        return inletRefusal(status, error.message);
    // Whoever speaks the vendor's API shows what is in `errors`.
    return invalidOrder(error.message, {{u"order"_s, QJsonArray{error.message}}});
}

InletAnswer inletRefusal(int status, const QString &message)
{
    return inletAnswerOf(status, {{u"message"_s, message}});
}

} // namespace streamkeeper
