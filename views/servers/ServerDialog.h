#pragma once

#include "models/domain/MediaServer.h"
#include "models/domain/SecretText.h"
#include "views/servers/ConnectionOutcome.h"

#include <QDialog>

#include <optional>

class QPushButton;

namespace streamkeeper {

class ServerForm;

/// "Add media server": the form and the connection test with its outcome in words. Opened by open();
/// reports by signals. Known servers are edited on their card.
class ServerDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ServerDialog(QWidget *parent = nullptr);

    /// Where the registry's key is exported to.
    [[nodiscard]] QString keyTarget() const;
    void setKeyTarget(const QString &target);
    void showTesting();
    /// Ports that the operator left at "from the server" are filled in.
    void showSuccess(const QString &sentence, const QStringList &notes, quint16 rtspPort, quint16 hlsPort,
                     bool mediaUsesTls);
    void showFailure(const QString &sentence,
                     const std::optional<ConnectionOutcome::CertificateView> &certificate, bool canAddAnyway);
    void showSaving();
    void showSaveFailure(const QString &sentence);

Q_SIGNALS:
    void testRequested(const streamkeeper::MediaServer &server, const streamkeeper::SecretText &secret);
    void testCancelled();
    void saveRequested(const streamkeeper::MediaServer &server, const streamkeeper::SecretText &secret);

private:
    enum class Stage { Editing, Testing, Tested, Failed, Saving };

    void invalidateTest();
    void setStage(Stage stage);
    void updateButtons();

    Stage m_stage = Stage::Editing;
    bool m_canAddAnyway = false;
    ServerForm *m_form;
    ConnectionOutcome *m_outcome;
    QPushButton *m_test;
    QPushButton *m_save;
    QPushButton *m_cancel;
};

} // namespace streamkeeper
