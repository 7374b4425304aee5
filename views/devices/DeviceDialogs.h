#pragma once

#include "models/domain/ProvisioningOrder.h"
#include "views/common/FieldRow.h"
#include "views/common/RecordDialog.h"

#include <QStringList>

#include <vector>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QSpinBox;

namespace streamkeeper {

/// A network device that somebody enters by hand (`new_camera`).
class NewDeviceDialog : public RecordDialog
{
    Q_OBJECT

public:
    explicit NewDeviceDialog(QWidget *parent = nullptr);
    [[nodiscard]] NewCameraOrder order() const;

protected:
    void check() override;

private:
    QLineEdit *m_mac;
    QLineEdit *m_serial;
    QLineEdit *m_manufacturer;
    QLineEdit *m_model;
};

/// What a device becomes (`attach_camera`).
class AttachDialog : public RecordDialog
{
    Q_OBJECT

public:
    /// A camera whose device may be replaced.
    struct Replaceable
    {
        QString camera;
        QString mac; ///< of its device
    };
    AttachDialog(const QString &mac, const QStringList &groups, std::vector<Replaceable> cameras,
                 QWidget *parent = nullptr);
    [[nodiscard]] AttachCameraOrder order() const;

protected:
    void check() override;

private:
    void showWhat();

    QString m_mac;
    std::vector<Replaceable> m_cameras;
    QComboBox *m_what;
    QLineEdit *m_name;
    QLineEdit *m_location;
    QComboBox *m_group;
    QCheckBox *m_records;
    QSpinBox *m_days;
    QLineEdit *m_user;
    QLineEdit *m_password;
    QSpinBox *m_port;
    FieldRow m_nameRow;
    FieldRow m_archiveRow;
};

/// The IP address of a device, where no DHCP server tells it (`dhcp`).
class AddressDialog : public RecordDialog
{
    Q_OBJECT

public:
    AddressDialog(const QString &mac, const QString &ip, const RelayInformation &option82,
                  QWidget *parent = nullptr);
    [[nodiscard]] DhcpReport order() const;

protected:
    void check() override;

private:
    QString m_mac;
    QLineEdit *m_ip;
    QLineEdit *m_switch;
    QLineEdit *m_port;
};

} // namespace streamkeeper
