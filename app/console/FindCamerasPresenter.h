#pragma once

#include "app/onvif/Discovery.h"
#include "app/onvif/OnvifReading.h"
#include "app/session/Session.h"
#include "views/streams/FindCamerasDialog.h"

#include <QHash>
#include <QObject>

#include <optional>
#include <stop_token>

namespace streamkeeper {

/// Searches the network for cameras and asks one of them for its streams: ties the dialog to discovery and
/// the network thread. Lives as long as the dialog.
class FindCamerasPresenter : public QObject
{
    Q_OBJECT

public:
    /// Begins to search at once.
    FindCamerasPresenter(Session &session, FindCamerasDialog &dialog);
    ~FindCamerasPresenter() override;

Q_SIGNALS:
    void chosen(const streamkeeper::ReadStreams &streams);

private:
    void search(const QString &place);
    void read(const FindCamerasDialog::Question &question);
    void take(const FindCamerasDialog::Question &question, const onvif::DeviceReport &report);
    /// The camera of the registry at this address; empty: none.
    [[nodiscard]] QString knownAs(const OnvifFound &device) const;
    [[nodiscard]] QStringList notesOn(const OnvifDevice &device) const;

    Session &m_session;
    FindCamerasDialog &m_dialog;
    onvif::Discovery m_discovery;
    QHash<QString, QString> m_known; ///< names of cameras, by host
    std::stop_source m_reading;
    int m_turn = 0; ///< of read(): answers of earlier ones are stale
    onvif::DevicePlace m_place;
    FindCamerasDialog::Question m_question;
    QByteArray m_offered;                  ///< the certificate that the operator is asked about
    QHash<QString, QByteArray> m_accepted; ///< certificates, by host and port
};

} // namespace streamkeeper
