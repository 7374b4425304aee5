#include "tests/fleet/OnvifControl.h"

#include "tests/fleet/JsonWriter.h"

using namespace Qt::StringLiterals;

namespace streamkeeper::fleet {

namespace {
/// Takes the members of a body, and remembers the first that cannot be one.
class Reader
{
public:
    explicit Reader(const QJsonObject &body)
        : m_body(body)
    {
    }

    template <typename Word>
    void word(const QString &name, std::optional<Word> (*fromWord)(const QString &), Word &value)
    {
        if (!m_body.contains(name)) {
            return;
        }
        const auto given = fromWord(m_body[name].toString());
        if (given) {
            value = *given;
        } else {
            m_problem = u"\"%1\" knows no word \"%2\"."_s.arg(name, m_body[name].toString());
        }
    }
    void boolean(const QString &name, bool &value)
    {
        if (m_body.contains(name) && !m_body[name].isBool()) {
            m_problem = u"\"%1\" must be true or false."_s.arg(name);
        }
        value = m_body[name].toBool(value);
    }
    void text(const QString &name, QByteArray &value)
    {
        if (m_body.contains(name)) {
            value = m_body[name].toString().toUtf8();
        }
    }
    void number(const QString &name, int minimum, int maximum, const std::function<void(int)> &take)
    {
        if (!m_body.contains(name)) {
            return;
        }
        const double given = m_body[name].toDouble(minimum - 1.0);
        if (given >= minimum && given <= maximum) {
            take(int(given));
        } else {
            m_problem = u"\"%1\" must be a whole number from %2 to %3."_s.arg(name).arg(minimum).arg(maximum);
        }
    }
    [[nodiscard]] const QString &problem() const { return m_problem; }

private:
    const QJsonObject &m_body;
    QString m_problem;
};
} // namespace

const QStringList &onvifFields()
{
    static const QStringList fields{
        u"camera"_s,   u"login"_s,    u"password"_s, u"clockSkewSeconds"_s, u"toldOffsetSeconds"_s,
        u"h265"_s,     u"profiles"_s, u"services"_s, u"snapshots"_s,        u"toldHost"_s,
        u"toldPort"_s, u"media2"_s,   u"answer"_s,   u"answerOnly"_s,       u"nonceUses"_s};
    return fields;
}

HttpAnswer setOnvif(Camera &camera, const QJsonObject &body)
{
    using test::OnvifManners;
    constexpr int manySeconds = 2'000'000'000;
    OnvifManners manners = camera.usualManners();
    QByteArray password = camera.plan().password;
    Reader reader(body);
    reader.word(u"login"_s, &OnvifManners::loginFromWord, manners.login);
    reader.word(u"media2"_s, &OnvifManners::media2FromWord, manners.media2);
    reader.word(u"answer"_s, &OnvifManners::answerFromWord, manners.answer);
    reader.boolean(u"h265"_s, manners.isH265);
    reader.boolean(u"profiles"_s, manners.hasProfiles);
    reader.boolean(u"services"_s, manners.hasServices);
    reader.boolean(u"snapshots"_s, manners.hasSnapshots);
    reader.text(u"toldHost"_s, manners.toldHost);
    reader.text(u"answerOnly"_s, manners.answerOnly);
    reader.text(u"password"_s, password);
    reader.number(u"clockSkewSeconds"_s, -manySeconds, manySeconds,
                  [&](int seconds) { manners.clockSkew = std::chrono::seconds(seconds); });
    reader.number(u"toldOffsetSeconds"_s, -manySeconds, manySeconds,
                  [&](int seconds) { manners.toldOffset = std::chrono::seconds(seconds); });
    reader.number(u"toldPort"_s, 1, 65535, [&](int port) { manners.toldPort = quint16(port); });
    reader.number(u"nonceUses"_s, 1, 1'000'000, [&](int uses) { manners.nonceUses = uses; });
    if (!reader.problem().isEmpty()) {
        return HttpAnswer::jsonError(400, reader.problem().toUtf8());
    }
    camera.onvif().setManners(manners);
    camera.onvif().setPassword(password);
    return HttpAnswer::json("{\"ok\":true}");
}

HttpAnswer onvifLog(const Camera &camera)
{
    JsonWriter json;
    const auto list = [&json](QByteArrayView name, const QStringList &texts) {
        json.key(name);
        json.beginArray();
        for (const QString &text : texts) {
            json.text(QStringView(text));
        }
        json.endArray();
    };
    json.beginObject();
    list("calls", camera.onvif().calls());
    list("complaints", camera.onvif().complaints());
    json.member("refusedLogins", camera.onvif().refusedLogins());
    json.member("doubleLogins", camera.onvif().doubleLogins());
    json.endObject();
    return HttpAnswer::json(json.bytes());
}

} // namespace streamkeeper::fleet
