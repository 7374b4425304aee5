#pragma once

#include "views/streams/NamedStreams.h"

#include <QDialog>

class QCheckBox;

namespace streamkeeper {

/// Asks before streams are deleted on their media servers: which, and what becomes of the recordings.
class DeleteStreamsDialog : public QDialog
{
    Q_OBJECT

public:
    /// `camerasLeft` of those cameras would have no stream any more.
    DeleteStreamsDialog(const NamedStreams &streams, int camerasLeft, QWidget *parent = nullptr);

    [[nodiscard]] bool erasesRecordings() const;

private:
    QCheckBox *m_keep;
};

} // namespace streamkeeper
