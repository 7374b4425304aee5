#pragma once

#include "tests/fleet/Camera.h"
#include "tests/fleet/HttpAnswer.h"

#include <QJsonObject>
#include <QStringList>

namespace streamkeeper::fleet {

/// Members of `POST /onvif`, see ControlApi.
[[nodiscard]] const QStringList &onvifFields();
/// Lets the ONVIF services of a camera behave as `body` says; what is not named is as usual.
[[nodiscard]] HttpAnswer setOnvif(Camera &camera, const QJsonObject &body);
/// What they were asked.
[[nodiscard]] HttpAnswer onvifLog(const Camera &camera);

} // namespace streamkeeper::fleet
