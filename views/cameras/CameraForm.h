#pragma once

#include "models/domain/Camera.h"
#include "models/domain/SecretText.h"
#include "views/common/FieldRow.h"

#include <QWidget>

#include <map>
#include <optional>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QToolButton;

namespace streamkeeper {

class LinesEdit;

/// The settings of a camera as fields (domain.md 6). Checks what is typed as it is typed.
class CameraForm : public QWidget
{
    Q_OBJECT

public:
    explicit CameraForm(QWidget *parent = nullptr);

    /// Fills the fields; a password that was typed stays.
    void setValue(const Camera &camera);
    /// What is stored: a field that has not changed is right whatever it holds.
    void setSaved(const Camera &camera) { m_saved = camera; }
    /// The camera as the fields say; what they do not show is kept.
    [[nodiscard]] Camera value() const;

    /// Who keeps the streams of a camera that was added automatically, and what the DHCP server keeps for it.
    void showProvisioning(bool isAutomatic, Activation activation, const QString &reservation,
                          bool hasDevice);

    /// The groups that can be chosen; the choice stays.
    void setServerGroups(const QList<std::pair<ServerGroupId, QString>> &groups);

    /// The new ONVIF password; empty removes the stored one; none keeps it.
    [[nodiscard]] std::optional<SecretText> secret() const;
    void setSecret(const std::optional<SecretText> &onvifPassword);
    [[nodiscard]] bool hasSecret() const { return secret().has_value(); }
    void clearSecret();

    /// What is wrong first; empty when everything can be kept.
    [[nodiscard]] QString problem() const;

Q_SIGNALS:
    void edited();
    /// At once: it is no setting that waits for Save.
    void activationRequested(streamkeeper::Activation activation);
    void deviceRequested();

private:
    enum Field { Name, Location, Ip, Mac, Serial, Subnets, OnvifUser };

    void buildIdentity(QFormLayout &form);
    void buildAccess(QFormLayout &form);
    void buildArchive(QFormLayout &form);
    void buildOnvif(QFormLayout &form);
    void connectFields();
    void check();
    void chooseGroup(const std::optional<ServerGroupId> &group);
    void showPasswordHint();

    Camera m_camera; ///< fields that the form does not show are kept
    Camera m_saved;
    bool m_isFilling = false;
    bool m_removesPassword = false;
    std::map<Field, FieldRow> m_rows;
    FieldRow m_daysRow;

    QLineEdit *m_name;
    QLineEdit *m_location;
    QLineEdit *m_ip;
    QLineEdit *m_mac;
    QLineEdit *m_serial;
    QLabel *m_addition;
    QLabel *m_dhcp;
    QPushButton *m_device;
    QToolButton *m_auto;
    QToolButton *m_manual;
    FieldRow m_activationRow;
    Activation m_activation = Activation::Auto; ///< as it is
    QComboBox *m_group;
    QComboBox *m_serverGroup;
    QCheckBox *m_external;
    LinesEdit *m_subnets;
    QCheckBox *m_increased;
    QCheckBox *m_single;
    QCheckBox *m_sound;
    QCheckBox *m_recording;
    QSpinBox *m_days;
    QLineEdit *m_onvifUser;
    QLineEdit *m_onvifPassword;
    QPushButton *m_removePassword;
    QSpinBox *m_onvifPort;
};

} // namespace streamkeeper
