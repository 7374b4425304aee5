#include "app/edits/DhcpEdits.h"

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
    const bool hasNew = settings.isOn() && !settings.userName.isEmpty() && !password.isEmpty();
    settings.passwordSecret = settings.userName.isEmpty() ? SecretId() : memory.dhcp.passwordSecret;
    // The next run has the key again, and the password that was sealed with it.
    const bool isForThisRun = hasNew && memory.secrets.outlastsThisRun(settings.passwordSecret);
    RegistryEdit edit;
    if (hasNew && !isForThisRun) {
        auto sealed = memory.secrets.seal(dhcpPurpose, password);
        if (!sealed) {
            done(tl::unexpected(sealed.error()));
            return;
        }
        settings.passwordSecret = sealed->id;
        edit.secrets.push_back(std::move(*sealed));
    }
    edit.entries = {auditEntry(OperationKind::EditDhcp, settings.host)};
    edit.write = [settings](RegistryDatabase &database) {
        return DhcpRepository(database).setSettings(settings);
    };
    edit.remember = [&memory, settings, lent = isForThisRun ? password : SecretText()] {
        if (!lent.isEmpty())
            memory.secrets.replaceForThisRun(settings.passwordSecret, lent);
        // Not before: if nothing was written, the old one still counts.
        if (memory.dhcp.passwordSecret != settings.passwordSecret)
            memory.secrets.remove(memory.dhcp.passwordSecret);
        memory.dhcp = settings;
    };
    m_editor.apply(std::move(edit), context, std::move(done));
}

} // namespace streamkeeper
