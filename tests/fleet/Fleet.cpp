#include "tests/fleet/Fleet.h"

#include "tests/fleet/JsonWriter.h"

namespace streamkeeper::fleet {

namespace {
constexpr size_t MaximumListedCameras = 1000;

void writeCamera(JsonWriter &json, const CameraPlan &plan, const Camera *camera)
{
    json.beginObject();
    json.member("number", plan.number);
    json.member("uid", plan.uid);
    json.member("name", plan.name);
    json.member("ip", "127.0.0.1");
    json.member("live", plan.isLive);
    json.member("audio", plan.hasAudio);
    for (const bool high : {true, false}) {
        json.key(high ? "high" : "low");
        json.beginObject();
        json.member("uid", high ? plan.highUid : plan.lowUid);
        json.member("url", camera != nullptr ? camera->url(high) : QByteArray());
        json.endObject();
    }
    json.endObject();
}
} // namespace

Fleet::Fleet(FleetOptions options, QObject *parent)
    : QObject(parent)
    , m_options(options)
{
    connect(&m_readyTimer, &QTimer::timeout, this, &Fleet::checkReady);
}

Fleet::~Fleet() = default;

bool Fleet::start(QString &problem)
{
    for (int number = 1; number <= m_options.cameras; ++number) {
        m_plans.push_back(planCamera(number, number <= m_options.live));
        if (m_plans.back().isLive) {
            m_cameras.push_back(std::make_unique<Camera>(m_rtspLoop, m_plans.back(), m_options.gopSeconds));
            if (!m_cameras.back()->switchOn(&problem)) {
                return false;
            }
        }
    }
    m_readyTimer.start(20);
    return true;
}

void Fleet::checkReady()
{
    m_readyTimer.stop();
    Q_EMIT ready();
}

QByteArray Fleet::describe() const
{
    JsonWriter json;
    json.beginObject();
    json.key("cameras");
    json.beginArray();
    for (size_t i = 0; i < m_plans.size() && i < MaximumListedCameras; ++i) {
        writeCamera(json, m_plans[i], i < m_cameras.size() ? m_cameras[i].get() : nullptr);
    }
    json.endArray();
    json.endObject();
    return json.bytes();
}

} // namespace streamkeeper::fleet
