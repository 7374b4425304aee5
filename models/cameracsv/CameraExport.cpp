#include "models/cameracsv/CameraExport.h"

#include "models/cameracsv/CameraCells.h"
#include "models/cameracsv/CsvText.h"
#include "models/rules/NaturalOrder.h"

#include <QHash>

#include <algorithm>
#include <array>

namespace streamkeeper {

namespace {

std::vector<const Camera *> inOrder(const std::vector<Camera> &cameras)
{
    const QCollator collator = naturalCollator();
    std::vector<std::pair<QCollatorSortKey, const Camera *>> keyed;
    keyed.reserve(cameras.size());
    for (const Camera &camera : cameras)
        keyed.emplace_back(collator.sortKey(camera.name), &camera);
    std::ranges::sort(keyed, [](const auto &left, const auto &right) {
        const int order = left.first.compare(right.first);
        return order != 0 ? order < 0 : left.second->id < right.second->id;
    });
    std::vector<const Camera *> sorted;
    sorted.reserve(keyed.size());
    for (const auto &[key, camera] : keyed)
        sorted.push_back(camera);
    return sorted;
}

/// The registry stores no U+0000 in names of its own; a server may have sent one, and no reader takes it.
QString writable(QString text)
{
    return text.replace(QChar(0), QChar(0xfffd));
}

} // namespace

QByteArray exportCameras(const std::vector<Camera> &cameras, const std::vector<Stream> &streams,
                         const std::vector<MediaServer> &servers, QChar separator)
{
    QHash<CameraId, std::array<const Stream *, 2>> byCamera;
    for (const Stream &stream : streams)
        byCamera[stream.camera][size_t(stream.quality)] = &stream;
    QHash<ServerId, QString> serverNames;
    for (const MediaServer &server : servers)
        serverNames.insert(server.id, server.name);

    QByteArray file = csv::byteOrderMark;
    file += csv::line(columnNames(), separator).toUtf8();
    for (const Camera *camera : inOrder(cameras)) {
        const auto ofCamera = byCamera.value(camera->id);
        QStringList cells;
        for (int i = 0; i <= int(CsvColumn::OnvifPort); ++i)
            cells.append(writable(cellOf(*camera, CsvColumn(i))));
        for (const Quality quality : {Quality::High, Quality::Low}) {
            const Stream *stream = ofCamera[size_t(quality)];
            for (const StreamField field : {StreamField::Uuid, StreamField::Address, StreamField::Server,
                                            StreamField::Enabled, StreamField::Audio})
                cells.append(stream ? writable(cellOf(*stream, field, serverNames.value(stream->mainServer)))
                                    : QString());
        }
        file += csv::line(cells, separator).toUtf8();
    }
    return file;
}

} // namespace streamkeeper
