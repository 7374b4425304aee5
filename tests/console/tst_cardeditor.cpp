#include "views/cameras/CameraForm.h"
#include "views/common/CardEditor.h"
#include "views/servers/ServerForm.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QTest>

#include <memory>
#include <optional>

using namespace Qt::StringLiterals;
using namespace streamkeeper;

namespace {

/// A card of which nothing is there but what is edited, and a registry of three subjects.
template <typename Value, typename Form>
struct Card
{
    using Editor = CardEditor<Value, Form>;

    template <typename... FormArguments>
    explicit Card(FormArguments... arguments)
        : form(arguments..., &page)
        , bar(&page)
    {
        for (const QString &name : {u"north"_s, u"south"_s, u"west"_s}) {
            Value value;
            value.id = decltype(value.id)::create();
            value.name = name;
            registry.append(value);
        }
    }

    [[nodiscard]] Value *find(const typename Editor::Id &id)
    {
        const auto found = std::ranges::find(registry, id, &Value::id);
        return found == registry.end() ? nullptr : &*found;
    }
    void show(int subject) { editor.show(registry[subject].id); }
    void type(const QString &field, const QString &text)
    {
        page.template findChild<QLineEdit *>(field)->setText(text);
    }
    [[nodiscard]] QString text(const QString &field)
    {
        return page.template findChild<QLineEdit *>(field)->text();
    }
    void save() { bar.saveAction()->trigger(); }
    /// As the registry does it: the new version is known before the card is told.
    void confirm()
    {
        *find(asked->id) = *asked;
        editor.finishSaving(asked->id, {});
    }

    QList<Value> registry;
    std::optional<Value> asked;
    std::optional<typename Editor::Secret> askedSecret;
    QWidget page;
    Form form;
    ChangeBar bar;
    Editor editor{page, form, bar, [this](const typename Editor::Id &id) { return find(id); },
                  [this](const Value &value, const typename Editor::Secret &secret) {
                      asked = value;
                      askedSecret = secret;
                  }};
};

using CameraCards = Card<Camera, CameraForm>;
using ServerCards = Card<MediaServer, ServerForm>;

const auto cameraName = u"cameraName"_s;
const auto cameraPassword = u"cameraOnvifPassword"_s;

} // namespace

/// What cards have in common: whose settings are typed, and what becomes of them.
class CardEditorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_card = std::make_unique<CameraCards>(); }

    void nothingTypedIsNothingToSave()
    {
        m_card->show(0);
        QCOMPARE(m_card->text(cameraName), u"north"_s);
        QVERIFY(!m_card->editor.hasUnsavedChanges());
        m_card->save();
        QVERIFY(!m_card->asked);
        QVERIFY(!m_card->editor.show(m_card->registry[0].id));
        QVERIFY(m_card->editor.show(m_card->registry[1].id));
        QVERIFY(!m_card->editor.hasUnsavedChanges());
    }

    void whatWasTypedIsThereAgain()
    {
        m_card->show(0);
        m_card->type(cameraName, u"gate"_s);
        m_card->show(1);
        QCOMPARE(m_card->text(cameraName), u"south"_s);
        QVERIFY(m_card->editor.hasUnsavedChanges());
        m_card->save();
        QVERIFY2(!m_card->asked, "nothing was typed here");
        m_card->show(0);
        QCOMPARE(m_card->text(cameraName), u"gate"_s);
        m_card->save();
        QCOMPARE(m_card->asked->name, u"gate"_s);
        QCOMPARE(m_card->asked->id, m_card->registry[0].id);
        m_card->confirm();
        QVERIFY(!m_card->editor.hasUnsavedChanges());
    }

    void aTypedSecretStaysWithItsSubject()
    {
        m_card->registry[0].onvifSecret = SecretId::create();
        m_card->show(0);
        m_card->type(cameraPassword, u"one"_s);
        m_card->show(1);
        QVERIFY(m_card->text(cameraPassword).isEmpty());
        m_card->show(0);
        m_card->save();
        QVERIFY(*m_card->askedSecret);
        QCOMPARE((*m_card->askedSecret)->revealText(), u"one"_s);
        m_card->confirm();
        QVERIFY(m_card->text(cameraPassword).isEmpty());
        // To remove the stored one is typed, too.
        m_card->form.setSecret(SecretText());
        m_card->show(1);
        QVERIFY(!m_card->form.hasSecret());
        m_card->show(0);
        m_card->save();
        QVERIFY(*m_card->askedSecret && (*m_card->askedSecret)->isEmpty());

        ServerCards servers(ServerForm::Purpose::Card);
        for (MediaServer &server : servers.registry)
            server.internalHost = u"10.0.0.5"_s;
        servers.show(0);
        servers.type(u"serverSecret"_s, u"token"_s);
        servers.show(1);
        QVERIFY(servers.text(u"serverSecret"_s).isEmpty());
        servers.show(0);
        servers.save();
        QCOMPARE(servers.askedSecret->revealText(), u"token"_s);
    }

    void aSaveThatEndsElsewhereTouchesNothingThere_data()
    {
        QTest::addColumn<bool>("isSaved");
        QTest::newRow("saved") << true;
        QTest::newRow("refused") << false;
    }

    void aSaveThatEndsElsewhereTouchesNothingThere()
    {
        QFETCH(bool, isSaved);
        m_card->show(1);
        m_card->type(cameraName, u"yard"_s);
        m_card->show(0);
        m_card->type(cameraName, u"gate"_s);
        m_card->save();
        QVERIFY(!m_card->form.isEnabled());
        const Camera first = *m_card->asked;
        m_card->show(1);
        QVERIFY(m_card->form.isEnabled());
        if (isSaved)
            m_card->confirm();
        else
            m_card->editor.finishSaving(first.id, fail(ErrorCategory::Storage, u"disk full"_s));
        QCOMPARE(m_card->text(cameraName), u"yard"_s);
        m_card->save();
        QCOMPARE(m_card->asked->name, u"yard"_s);
        m_card->confirm();
        QCOMPARE(m_card->editor.hasUnsavedChanges(), !isSaved);
        m_card->show(0);
        QCOMPARE(m_card->text(cameraName), u"gate"_s);
    }

    void aRefusedSaveKeepsWhatWasTyped()
    {
        m_card->show(0);
        m_card->type(cameraName, u"gate"_s);
        m_card->save();
        m_card->editor.finishSaving(m_card->asked->id, fail(ErrorCategory::Storage, u"disk full"_s));
        QVERIFY(m_card->form.isEnabled());
        QCOMPARE(m_card->text(cameraName), u"gate"_s);
        QCOMPARE(m_card->bar.findChild<QLabel *>(u"changeSentence"_s)->text(), u"disk full"_s);
        m_card->asked.reset();
        m_card->save();
        QVERIFY(m_card->asked);
    }

    void nothingIsLeftToSaveOfWhatIsGone()
    {
        m_card->show(0);
        m_card->type(cameraName, u"gate"_s);
        m_card->show(1);
        m_card->type(cameraName, u"yard"_s);
        m_card->registry.removeFirst();
        QVERIFY(m_card->editor.hasUnsavedChanges());
        m_card->registry.removeFirst();
        QVERIFY(!m_card->editor.hasUnsavedChanges());
    }

    void whatIsNotKnownYetIsShownWhenItIs()
    {
        m_card->show(0);
        m_card->type(cameraName, u"gate"_s);
        const Camera late = m_card->registry.takeLast();
        m_card->editor.show(late.id);
        m_card->editor.update();
        m_card->registry.append(late);
        // What the form still holds was typed for the first one.
        const Camera first = m_card->registry.takeFirst();
        QVERIFY(!m_card->editor.hasUnsavedChanges());
        m_card->registry.prepend(first);
        QVERIFY(m_card->editor.hasUnsavedChanges());
        m_card->editor.update();
        QCOMPARE(m_card->text(cameraName), u"west"_s);
        m_card->show(0);
        QCOMPARE(m_card->text(cameraName), u"gate"_s);
    }

private:
    std::unique_ptr<CameraCards> m_card;
};

QTEST_MAIN(CardEditorTest)
#include "tst_cardeditor.moc"
