#pragma once

#include "models/domain/Result.h"
#include "models/texts/SettingsChanges.h"
#include "views/common/ChangeBar.h"

#include <QCoreApplication>

#include <optional>
#include <utility>

namespace streamkeeper {

/// The life of one form on a card: what is saved, what was typed, what somebody else saved meanwhile.
/// `Value` is the settings; `Form` has value(), setValue(), setSaved(), secret(), setSecret(), hasSecret(),
/// clearSecret() and problem(). A secret is no part of the settings: it is typed, and never read back.
/// Passive: CardEditor tells when something happened.
template <typename Value, typename Form>
class SettingsEditor
{
    Q_DECLARE_TR_FUNCTIONS(SettingsEditor)

public:
    using Secret = decltype(std::declval<const Form &>().secret());

    /// What was typed, and the version on which it was.
    struct Typed
    {
        Value saved;
        Value value;
        Secret secret;
    };

    SettingsEditor(Form &form, ChangeBar &bar)
        : m_form(form)
        , m_bar(bar)
    {
    }

    /// Shows a saved version; what was typed goes.
    void load(const Value &saved)
    {
        m_form.clearSecret();
        begin(saved);
        refresh();
    }

    [[nodiscard]] Typed typed() const { return {m_saved, m_form.value(), m_form.secret()}; }
    /// Goes on with what was typed earlier.
    void resume(const Typed &typed)
    {
        begin(typed.saved);
        m_form.setValue(typed.value);
        m_form.setSecret(typed.secret);
        refresh();
    }

    /// The registry has this version now.
    void update(const Value &newest)
    {
        if (m_isSaving || newest == m_saved)
            return;
        if (!isChanged()) {
            load(newest);
            return;
        }
        const auto changes = changesOf(m_saved, newest);
        if (changes.empty() || changesOf(newest, merged(newest)).empty()) {
            // Nothing of theirs would be lost.
            rebase(newest);
            return;
        }
        m_theirs = newest;
        m_bar.showConflict(tr("Somebody else changed these settings meanwhile. Nothing of yours was saved."),
                           textOf(changes));
    }

    void takeTheirs()
    {
        if (m_theirs)
            load(Value(*m_theirs));
    }
    void putMineOnTop()
    {
        if (m_theirs)
            rebase(Value(*m_theirs));
    }
    void revert()
    {
        if (!m_isSaving)
            load(Value(m_theirs.value_or(m_saved)));
    }

    void beginSaving()
    {
        m_isSaving = true;
        m_bar.showSaving();
    }
    /// `newest`: what the registry is known to have now.
    void failSaving(const Error &error, const Value &newest)
    {
        m_isSaving = false;
        if (error.category != ErrorCategory::Conflict) {
            m_bar.showFailure(error.message);
            return;
        }
        // Their version comes with the next look at the registry, if it is not here already.
        m_bar.showConflict(error.message, {});
        m_isAwaitingTheirs = true;
        update(newest);
    }

    /// Something was typed.
    void refresh()
    {
        if (m_isSaving || m_theirs || m_isAwaitingTheirs)
            return;
        if (isChanged())
            m_bar.showChanged(m_form.problem());
        else
            m_bar.showNothing();
    }

    /// What cannot be kept counts too: the value of such a field is still the old one.
    [[nodiscard]] bool isChanged() const
    {
        return m_form.hasSecret() || m_form.problem() != m_cleanProblem || !(m_form.value() == m_clean);
    }
    [[nodiscard]] bool isSaving() const { return m_isSaving; }
    [[nodiscard]] const Value &saved() const { return m_saved; }

private:
    void begin(const Value &saved)
    {
        m_isSaving = false;
        m_theirs.reset();
        m_isAwaitingTheirs = false;
        m_saved = saved;
        m_form.setSaved(saved);
        m_form.setValue(saved);
        m_clean = m_form.value(); // as the form writes it: another spelling is no change
        m_cleanProblem = m_form.problem();
    }
    [[nodiscard]] Value merged(const Value &theirs) const
    {
        return mergeChanges(m_clean, m_form.value(), theirs);
    }
    void rebase(const Value &theirs)
    {
        const Value typed = merged(theirs);
        begin(theirs);
        m_form.setValue(typed);
        refresh();
    }

    Form &m_form;
    ChangeBar &m_bar;
    Value m_saved;
    Value m_clean;          ///< m_saved, as the form gives it back
    QString m_cleanProblem; ///< what is wrong with m_saved itself
    std::optional<Value> m_theirs;
    bool m_isSaving = false;
    bool m_isAwaitingTheirs = false;
};

} // namespace streamkeeper
