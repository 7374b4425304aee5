#pragma once

#include "models/rules/ProvisioningRule.h"

#include <QWidget>

namespace streamkeeper {

/// How far a network device is on its way to a camera with picture, as a row of stages. Colour, mark and word
/// together tell each.
class StageStrip : public QWidget
{
    Q_OBJECT

public:
    explicit StageStrip(QWidget *parent = nullptr);

    void setDevice(const NetworkDevice &device, DeviceCondition condition);
    /// The same in words, for who cannot see it.
    [[nodiscard]] QString sentence() const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    enum class Mark { Done, Now, Failed, Held, Ahead };
    [[nodiscard]] Mark markOf(int stage) const;

    DeviceStage m_stage = DeviceStage::Profile;
    DeviceCondition m_condition = DeviceCondition::AwaitsCamera;
};

} // namespace streamkeeper
