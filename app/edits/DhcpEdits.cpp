#include "app/edits/DhcpEdits.h"

#include "app/edits/SettingsSecret.h"
#include "app/operations/AuditEntry.h"
#include "models/registry/DhcpRepository.h"

#include <utility>

namespace streamkeeper {

void DhcpEdits::save(DhcpSettings settings, const SecretText &password, QObject *context,
                     RegistryEditor::Done<void> done)
{
    RegistryMemory &memory = m_editor.memory();
    if (!settings.isOn())
        settings = {};
    const auto secret = SettingsSecret::change(memory, dhcpPurpose, memory.dhcp.passwordSecret,
                                               !settings.userName.isEmpty(), password);
    if (!secret) {
        done(tl::unexpected(secret.error()));
        return;
    }
    settings.passwordSecret = secret->id();
    RegistryEdit edit;
    secret->writeWith(edit);
    edit.entries = {auditEntry(OperationKind::EditDhcp, settings.host)};
    edit.write = [settings](RegistryDatabase &database) {
        return DhcpRepository(database).setSettings(settings);
    };
    edit.remember = [&memory, settings, secret = *secret] {
        secret.remember(memory);
        memory.dhcp = settings;
    };
    m_editor.apply(std::move(edit), context, std::move(done));
}

} // namespace streamkeeper
