#pragma once

#include "app/edits/RegistryEditor.h"

#include <optional>

namespace streamkeeper {

/// Settings of cameras; no media server is told (see Session::setExternalAccess()). The session's thread; see
/// RegistryEditor.
class CameraEdits
{
public:
    using Progress = std::function<void(int done, int total)>;

    explicit CameraEdits(RegistryEditor &editor)
        : m_editor(editor)
    {
    }

    /// New settings of a known camera; a null `onvifPassword` keeps the stored one.
    void save(Camera camera, const std::optional<SecretText> &onvifPassword, QObject *context,
              RegistryEditor::Done<void> done);
    /// Settings of many known cameras, each on its own: what becomes of each is told in their order (a
    /// conflict, cancelled by `stop`). The passwords stay.
    void saveMany(const std::vector<Camera> &cameras, Progress progress, std::stop_token stop,
                  QObject *context, RegistryEditor::Done<std::vector<VoidResult>> done);
    /// Its low stream becomes a camera of its own, with the same settings and this name; answers with its id.
    /// Streams stay what they are, and no media server is asked. join() is the way back.
    void split(const CameraId &camera, const QString &name, QObject *context,
               RegistryEditor::Done<CameraId> done);
    /// The one stream of `other` becomes one of `kept`, and `other` goes. split() is the way back.
    void join(const CameraId &kept, const CameraId &other, QObject *context, RegistryEditor::Done<void> done);
    /// A camera without streams leaves the registry; one that has streams goes with the last of them.
    void removeEmpty(const CameraId &camera, QObject *context, RegistryEditor::Done<void> done);

private:
    RegistryEditor &m_editor;
};

} // namespace streamkeeper
