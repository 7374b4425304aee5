#pragma once

#include "models/rules/Adoption.h"
#include "views/servers/AdoptionModel.h"

#include <QDialog>

class QAction;
class QLabel;
class QProgressBar;
class QPushButton;
class QTableView;

namespace streamkeeper {

/// The streams that a media server has and the registry does not, to be taken over, all or a
/// selection. Reading them can take a while: progress, and Cancel at any moment.
class AdoptDialog : public QDialog
{
    Q_OBJECT

public:
    explicit AdoptDialog(const QString &serverName, QWidget *parent = nullptr);

    void showProgress(int done, int total);
    /// `passedOver`: streams that cannot be adopted, with the reason, for people.
    void showFound(std::vector<RemoteStream> found, std::vector<AdoptionProposal> proposals,
                   const QStringList &passedOver);
    void showFailure(const QString &sentence);
    void showAdopting();

Q_SIGNALS:
    void adoptRequested();
    void retryRequested();

public:
    [[nodiscard]] const AdoptionModel &model() const { return m_model; }

private:
    void addRowActions();
    [[nodiscard]] QList<int> selectedRows() const;
    void updateRowActions();
    void pairSelected();
    void splitSelected();
    void selectRows(int first, int last);
    void updateButtons();

    QString m_serverName;
    AdoptionModel m_model;
    QLabel *m_sentence;
    QLabel *m_passedOver;
    QProgressBar *m_progress;
    QTableView *m_table;
    QAction *m_pair;
    QAction *m_split;
    QPushButton *m_all;
    QPushButton *m_none;
    QPushButton *m_retry;
    QPushButton *m_close;
    QPushButton *m_adopt;
    bool m_isBusy = true;
};

} // namespace streamkeeper
