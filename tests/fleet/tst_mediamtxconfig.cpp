#include "tests/fleet/MediaMtxConfig.h"

#include <QTest>

using streamkeeper::fleet::MediaMtxConfig;

namespace {

const QByteArray pulled = R"({"source":"rtsp://192.0.2.1/a","sourceOnDemand":true})";
const QByteArray refused = R"({"source":"zz://x","maxReaders":3})";
const QByteArray fitting = R"({"source":"rtsp://192.0.2.2/a"})";
const QByteArray twoReaders = R"({"maxReaders":2})";
const QByteArray unknownMember = R"({"nobody":1})";
const QByteArray wrongType = R"({"maxReaders":"x"})";
const QByteArray words = "invalid source: 'zz://x'";

} // namespace

/// What the fleet's MediaMTX keeps of its paths when changes are refused, as tried on v1.20.1.
class MediaMtxConfigTest : public QObject
{
    Q_OBJECT

    MediaMtxConfig m_config;

    /// Carries a change out; what was refused: in the server's words.
    QByteArray make(const MediaMtxConfig::Plan &plan)
    {
        if (const auto *refusal = std::get_if<MediaMtxConfig::Refusal>(&plan))
            return refusal->status == 400 ? refusal->text : QByteArray::number(refusal->status);
        m_config.apply(std::get<MediaMtxConfig::Change>(plan));
        return "ok";
    }
    [[nodiscard]] int maxReaders(const QByteArray &name) const
    {
        return m_config.find(name)->value(QStringLiteral("maxReaders")).toInt();
    }

private Q_SLOTS:
    void init()
    {
        m_config = {};
        QCOMPARE(make(m_config.add("a", pulled)), "ok");
        QCOMPARE(make(m_config.add("b", pulled)), "ok");
    }

    void whatIsRefusedAtOnceLeavesNothing_data()
    {
        QTest::addColumn<QByteArray>("verb");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("an addition") << QByteArray("add") << refused << words;
        QTest::newRow("a replacement") << QByteArray("replace") << refused << words;
        QTest::newRow("a member that is not known")
            << QByteArray("patch") << unknownMember << QByteArray("json: unknown field \"nobody\"");
        QTest::newRow("a value of another type")
            << QByteArray("patch") << wrongType
            << QByteArray("json: cannot unmarshal string into Go value of type int");
    }
    void whatIsRefusedAtOnceLeavesNothing()
    {
        QFETCH(const QByteArray, verb);
        QFETCH(const QByteArray, body);
        QFETCH(const QByteArray, answer);
        QCOMPARE(make(verb == "add"       ? m_config.add("c", body)
                      : verb == "replace" ? m_config.replace("a", body)
                                          : m_config.patch("a", body)),
                 answer);
        QCOMPARE(make(m_config.patch("b", "{}")), "ok");
    }

    void aRefusedPatchIsStuckUntilItsPathFits_data()
    {
        QTest::addColumn<QByteArray>("cure");
        for (const char *cure : {"fitting values", "replaced", "removed"})
            QTest::newRow(cure) << QByteArray(cure);
    }
    void aRefusedPatchIsStuckUntilItsPathFits()
    {
        QFETCH(const QByteArray, cure);
        const QJsonObject before = *m_config.find("a");
        QCOMPARE(make(m_config.patch("a", refused)), words);
        QCOMPARE(*m_config.find("a"), before); // nobody is told
        QCOMPARE(make(m_config.patch("a", "{}")), words);
        QCOMPARE(make(m_config.patch("b", "{}")), words);
        QCOMPARE(make(m_config.add("c", pulled)), words);
        QCOMPARE(make(m_config.replace("b", pulled)), words);
        QCOMPARE(make(m_config.remove("b")), words);
        if (cure == "fitting values") {
            QCOMPARE(make(m_config.patch("a", fitting)), "ok");
            QCOMPARE(maxReaders("a"), 3); // what had been refused with it comes into force
        } else {
            QCOMPARE(make(cure == "replaced" ? m_config.replace("a", pulled) : m_config.remove("a")), "ok");
        }
        QCOMPARE(make(m_config.patch("b", twoReaders)), "ok");
        QCOMPARE(maxReaders("b"), 2);
    }
};

QTEST_GUILESS_MAIN(MediaMtxConfigTest)
#include "tst_mediamtxconfig.moc"
