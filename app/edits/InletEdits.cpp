#include "app/edits/InletEdits.h"

#include "app/edits/SettingsSecret.h"
#include "app/operations/AuditEntry.h"
#include "models/registry/InletRepository.h"
#include "models/rules/InletRule.h"

#include <QCoreApplication>

#include <utility>

namespace streamkeeper {

namespace {

struct InletEditTexts
{
    Q_DECLARE_TR_FUNCTIONS(streamkeeper::InletEdits)
};

} // namespace

Result<SecretText> InletEdits::createToken()
{
    const auto random = SecretVault::createKey(); // 256 bits
    if (!random)
        return tl::unexpected(random.error());
    return SecretText(
        random->reveal().toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

void InletEdits::save(InletSettings settings, const SecretText &newToken, QObject *context,
                      RegistryEditor::Done<void> done)
{
    RegistryMemory &memory = m_editor.memory();
    const auto secret =
        SettingsSecret::change(memory, inletPurpose, memory.inlet.tokenSecret, true, newToken);
    if (!secret) {
        done(tl::unexpected(secret.error()));
        return;
    }
    settings.tokenSecret = secret->id();
    if (settings.isOn && settings.tokenSecret.isNull()) {
        done(fail(ErrorCategory::Invalid,
                  InletEditTexts::tr("Without a token no orders are taken. Make one first.")));
        return;
    }
    RegistryEdit edit;
    secret->writeWith(edit);
    edit.entries = {auditEntry(OperationKind::EditInlet, inletPlace(settings))};
    edit.write = [settings](RegistryDatabase &database) {
        return InletRepository(database).setSettings(settings);
    };
    edit.remember = [&memory, settings, secret = *secret] {
        secret.remember(memory);
        memory.inlet = settings;
    };
    m_editor.apply(std::move(edit), context, std::move(done));
}

} // namespace streamkeeper
