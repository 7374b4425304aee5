#pragma once

#include "views/common/ChangeBar.h"
#include "views/common/SettingsEditor.h"

#include <QHash>
#include <QWidget>

#include <algorithm>
#include <functional>
#include <utility>

namespace streamkeeper {

/// Editing on a card, which shows one of many subjects at a time: what was typed for another one is kept
/// until one comes back to it. Ties the form to the bar below it. `Value` is the settings of a subject, named
/// by its `id`; `Form` is as SettingsEditor asks for, and tells by edited().
template <typename Value, typename Form>
class CardEditor
{
    Q_DISABLE_COPY_MOVE(CardEditor)

public:
    using Id = decltype(Value::id);
    using Secret = typename SettingsEditor<Value, Form>::Secret;
    /// What the registry has; null if it has no such subject.
    using Find = std::function<const Value *(const Id &)>;
    using Save = std::function<void(const Value &, const Secret &)>;

    /// `save` has what was typed saved; the card tells the end of it to finishSaving(). The shortcuts of the
    /// bar work wherever the focus is on the page.
    CardEditor(QWidget &page, Form &form, ChangeBar &bar, Find find, Save save)
        : m_form(form)
        , m_settings(form, bar)
        , m_find(std::move(find))
        , m_save(std::move(save))
    {
        page.addAction(bar.saveAction());
        page.addAction(bar.revertAction());
        QObject::connect(&form, &Form::edited, &page, [this] { m_settings.refresh(); });
        QObject::connect(&bar, &ChangeBar::saveRequested, &page, [this] { beginSaving(); });
        QObject::connect(&bar, &ChangeBar::revertRequested, &page, [this] { m_settings.revert(); });
        QObject::connect(&bar, &ChangeBar::theirsRequested, &page, [this] { m_settings.takeTheirs(); });
        QObject::connect(&bar, &ChangeBar::mineRequested, &page, [this] { m_settings.putMineOnTop(); });
    }

    [[nodiscard]] const Id &id() const { return m_id; }

    /// True if another subject was shown before.
    bool show(const Id &id)
    {
        if (id == m_id)
            return false;
        stash();
        m_id = id;
        load();
        return true;
    }

    /// The registry may have another version of the subject now, or may have it at last.
    void update()
    {
        const Value *newest = m_find(m_id);
        if (!newest)
            return;
        if (!isLoaded())
            load();
        m_settings.update(*newest);
    }

    /// How the save of `id` ended. What is typed for another subject by now is not touched.
    void finishSaving(const Id &id, const Result<void> &result)
    {
        if (id != m_id) {
            if (result)
                m_stashed.remove(id);
            return;
        }
        m_form.setEnabled(true);
        const Value *newest = m_find(id);
        if (newest && result)
            m_settings.load(*newest);
        else if (newest)
            m_settings.failSaving(result.error(), *newest);
    }

    /// Of a subject that is gone there is nothing left to save.
    [[nodiscard]] bool hasUnsavedChanges() const
    {
        const QList<Id> stashed = m_stashed.keys();
        return hasTyped() || std::ranges::any_of(stashed, m_find);
    }

private:
    using Typed = typename SettingsEditor<Value, Form>::Typed;

    /// False while the registry does not have the subject: the form holds an earlier one.
    [[nodiscard]] bool isLoaded() const { return m_settings.saved().id == m_id; }
    /// While it is being saved too: that may fail.
    [[nodiscard]] bool hasTyped() const { return isLoaded() && m_find(m_id) && m_settings.isChanged(); }

    void stash()
    {
        m_stashed.remove(m_id);
        if (hasTyped())
            m_stashed.insert(m_id, m_settings.typed());
    }

    void load()
    {
        const Value *saved = m_find(m_id);
        if (!saved)
            return;
        m_form.setEnabled(true);
        if (m_stashed.contains(m_id))
            m_settings.resume(m_stashed.take(m_id));
        else
            m_settings.load(*saved);
    }

    void beginSaving()
    {
        if (m_settings.isSaving() || !m_form.problem().isEmpty())
            return;
        const Typed typed = m_settings.typed();
        m_settings.beginSaving();
        m_form.setEnabled(false);
        m_save(typed.value, typed.secret);
    }

    Form &m_form;
    SettingsEditor<Value, Form> m_settings;
    Find m_find;
    Save m_save;
    Id m_id;
    QHash<Id, Typed> m_stashed;
};

} // namespace streamkeeper
