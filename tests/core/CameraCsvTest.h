#pragma once

#include "models/cameracsv/CameraExport.h"
#include "models/cameracsv/CsvText.h"
#include "models/cameracsv/ImportPlanner.h"

#include <QObject>
#include <QTest>

#include <algorithm>

namespace streamkeeper::test {

using namespace Qt::StringLiterals;

[[nodiscard]] inline QStringList header()
{
    return {u"camera_id"_s, u"name"_s, u"high_address"_s, u"low_address"_s};
}

[[nodiscard]] inline QByteArray fileOf(const QList<QStringList> &lines, QChar separator = u',')
{
    QString text;
    for (const QStringList &line : lines)
        text += csv::line(line, separator);
    return text.toUtf8();
}

[[nodiscard]] inline QString firstError(const ImportPlan &plan, size_t line = 0)
{
    return plan.lines.size() > line && !plan.lines[line].errors.isEmpty()
               ? plan.lines[line].errors.first().column + u": "_s + plan.lines[line].errors.first().message
               : QString();
}

/// A test of files of cameras against a small made-up fleet: what such tests share.
class CameraCsvTest : public QObject
{
protected:
    void makeFleet()
    {
        m_source = {};
        for (int i = 0; i < 3; ++i) {
            MediaServer server;
            server.id = ServerId::create();
            server.name = u"ms-0%1"_s.arg(i + 1);
            server.type = i == 1 ? ServerType::MediaMtx : ServerType::MediaServerV2;
            m_source.servers.push_back(server);
            PlacementCandidate standing;
            standing.id = server.id;
            standing.name = server.name;
            standing.mainStreams = 2;
            standing.mainBitrateBps = 4'000'000 + i * 1'000'000;
            standing.totalBitrateBps = standing.mainBitrateBps;
            m_source.field.servers.push_back(standing);
        }
        m_gate = addCamera(u"Yard gate"_s);
        m_dock = addCamera(u"Dock"_s);
        addStream(m_gate, Quality::High, 0, u"rtsp://admin:Pa55@10.0.0.7/high"_s);
        addStream(m_gate, Quality::Low, 0, u"rtsp://10.0.0.7/low"_s);
        addStream(m_dock, Quality::Low, 1, u"rtsp://10.0.0.8/low"_s);
    }

    [[nodiscard]] ImportPlan plan(const QByteArray &file) const
    {
        auto planned = planImport(file, m_source);
        if (!planned)
            qWarning().noquote() << planned.error().message;
        return planned.value_or(ImportPlan());
    }
    [[nodiscard]] QString refusal(const QByteArray &file) const
    {
        const auto planned = planImport(file, m_source);
        return planned ? QString() : planned.error().message;
    }
    [[nodiscard]] QByteArray exported(QChar separator = u',') const
    {
        return exportCameras(m_source.cameras, m_source.streams, m_source.servers, separator);
    }
    [[nodiscard]] const Stream &streamOf(const CameraId &camera, Quality quality) const
    {
        return *std::ranges::find_if(m_source.streams, [&](const Stream &stream) {
            return stream.camera == camera && stream.quality == quality;
        });
    }
    Stream &addStream(const CameraId &camera, Quality quality, int server, const QString &address)
    {
        Stream stream;
        stream.id = StreamId::create();
        stream.camera = camera;
        stream.quality = quality;
        stream.mainServer = m_source.servers[size_t(server)].id;
        stream.remoteName = stream.id.toString();
        stream.address = StreamAddress::fromText(address);
        stream.audio = server == 0 ? Tristate::Yes : Tristate::Unknown;
        stream.revision = 3;
        m_source.streams.push_back(stream);
        return m_source.streams.back();
    }
    CameraId addCamera(const QString &name)
    {
        Camera camera;
        camera.id = CameraId::create();
        camera.name = name;
        camera.revision = 7;
        m_source.cameras.push_back(camera);
        return camera.id;
    }
    /// One line about the gate with this column changed.
    [[nodiscard]] QByteArray gateFile(const QString &column, const QString &value) const
    {
        return fileOf({{u"camera_id"_s, column}, {m_gate.toString(), value}});
    }

    ImportSource m_source;
    CameraId m_gate; ///< both streams, on ms-01, with a password
    CameraId m_dock; ///< a low stream only, on the MediaMTX
};

} // namespace streamkeeper::test
