#pragma once

#include "models/domain/OnvifDevice.h"
#include "models/domain/Result.h"
#include "models/domain/SecretText.h"
#include "models/tables/FoundCameraModel.h"
#include "views/streams/ReadStreams.h"

#include <QDialog>

#include <optional>
#include <vector>

class QComboBox;
class QGroupBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSortFilterProxyModel;
class QTableView;
class QVBoxLayout;

namespace streamkeeper {

/// Finds cameras in the network, and has one of them tell its streams. The list fills while the search is
/// under way; a device that is asked in vain stays in it, with the reason.
class FindCamerasDialog : public QDialog
{
    Q_OBJECT

public:
    /// Whom to ask, as typed or as found.
    struct Question
    {
        QString address; ///< of the device service
        QString user;
        SecretText password;
        QString endpoint; ///< of a device in the list; empty: its address was typed
    };

    explicit FindCamerasDialog(QWidget *parent = nullptr);

    // The search
    void beginSearch();
    void addDevice(const OnvifFound &device, const QString &knownAs);
    /// Empty: its time is over.
    void endSearch(const QString &problem);

    // One device
    void showDevice(const OnvifDevice &device, const QStringList &notes);
    /// Authentication: the same account is not tried again, since devices lock accounts.
    void showReadFailure(const Question &question, const Error &error);
    /// A certificate that no authority vouches for, as people compare it: the operator may accept it.
    void offerCertificate(const QString &fingerprint);

    /// What was chosen, but for where it was asked.
    [[nodiscard]] ReadStreams value() const;

Q_SIGNALS:
    /// `place`: one address that is asked instead of everybody; empty: everybody.
    void searchRequested(const QString &place);
    void searchCancelled();
    void readRequested(const streamkeeper::FindCamerasDialog::Question &question);
    void readCancelled();
    /// The certificate that was offered is that of the device: ask it again.
    void certificateAccepted();
    void chosen();

private:
    void buildSearch(QVBoxLayout &layout);
    void buildList(QVBoxLayout &layout);
    void buildDevice(QVBoxLayout &layout);
    void buildStreams(QVBoxLayout &layout);
    void buildEnd(QVBoxLayout &layout);
    void search();
    void pick();
    void read();
    void clearDevice();
    void fillProfiles();
    void showCount();
    void refresh();
    [[nodiscard]] Question question() const;
    [[nodiscard]] QString readObstacle() const;
    [[nodiscard]] bool wasRefused(const Question &question) const;
    [[nodiscard]] const OnvifProfile *profile(const QComboBox &box) const;

    FoundCameraModel m_model;
    QSortFilterProxyModel *m_proxy;
    std::optional<OnvifDevice> m_device; ///< that has answered
    Question m_asked;
    std::vector<Question> m_refused; ///< accounts that a device did not take
    QString m_searchProblem;
    bool m_isSearching = false;
    bool m_isReading = false;

    QLineEdit *m_filter;
    QLineEdit *m_place;
    QPushButton *m_search;
    QTableView *m_table;
    QLabel *m_count;
    QLineEdit *m_address;
    QLineEdit *m_user;
    QLineEdit *m_password;
    QPushButton *m_read;
    QLabel *m_outcome;
    QPushButton *m_accept;
    QWidget *m_streams;
    QLabel *m_about;
    QComboBox *m_high;
    QComboBox *m_low;
    QPushButton *m_use;
};

} // namespace streamkeeper
