#pragma once

#include "models/domain/Camera.h"
#include "models/domain/Result.h"
#include "models/domain/StreamAddress.h"
#include "models/domain/Types.h"
#include "views/streams/ReadStreams.h"

#include <QDialog>

#include <array>
#include <optional>
#include <vector>

class QComboBox;
class QDialogButtonBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace streamkeeper {

/// Adds a camera with one or both of its streams by hand, or a missing stream to a known camera. Checks
/// as the operator types; passwords go into the addresses, which are sealed when they are saved.
class AddCameraDialog : public QDialog
{
    Q_OBJECT

public:
    struct ServerChoice
    {
        ServerId id;
        QString text;
        QString toolTip; ///< why it is not fit; empty: it is
    };

    explicit AddCameraDialog(QWidget *parent = nullptr);

    /// Only this camera's missing stream: its own fields are shown, and fixed.
    void setCamera(const Camera &camera, Quality missing);
    /// The servers to choose from; the first entry is the automatic choice (a null id: none fits, the
    /// text says why).
    void setServers(const std::vector<ServerChoice> &servers);
    /// The picture of "Test". Takes ownership.
    void setPreview(QWidget *preview);
    /// Fills in what a camera has told; a name and a place that were typed stay.
    void fill(const ReadStreams &streams);
    /// What is worth knowing and no obstacle: an address that is used already.
    void setWarning(const QString &sentence);
    /// What went wrong with the last attempt; the dialog stays open.
    void setError(const QString &sentence);

    [[nodiscard]] Camera camera() const;
    /// Complete, with user and password; none if the field is empty or wrong.
    [[nodiscard]] std::optional<StreamAddress> address(Quality quality) const;
    [[nodiscard]] ServerId server() const; ///< null: nothing fits
    /// Of the device, kept with the camera; empty: none.
    [[nodiscard]] SecretText onvifPassword() const;

Q_SIGNALS:
    /// Cameras of the network are looked for.
    void findRequested();
    /// Something that decides about servers or warnings has changed.
    void changed();
    void testRequested(const streamkeeper::StreamAddress &address);
    void submitted();

private:
    [[nodiscard]] Result<StreamAddress> readAddress(Quality quality) const;
    [[nodiscard]] QString identityProblem() const;
    [[nodiscard]] QString problem() const;
    [[nodiscard]] QString notice() const;
    void check();
    void buildFound();
    void showAccount();

    QFormLayout *m_form;
    QLineEdit *m_name;
    QLineEdit *m_location;
    QLineEdit *m_ip;
    QComboBox *m_groupType;
    std::array<QLineEdit *, 2> m_addresses{};
    std::array<QPushButton *, 2> m_tests{};
    QLineEdit *m_user;
    QLineEdit *m_password;
    QLineEdit *m_mac;
    QLineEdit *m_serial;
    QPushButton *m_find;
    QWidget *m_onvif;
    QLabel *m_onvifAccount;
    QComboBox *m_server;
    QLabel *m_problem;
    QLabel *m_warning;
    QVBoxLayout *m_previewPlace;
    QPushButton *m_add;
    QString m_warningSentence;
    QString m_error;
    std::optional<Camera> m_known;
    std::optional<ReadStreams> m_read; ///< whose account is kept with the camera
};

} // namespace streamkeeper
