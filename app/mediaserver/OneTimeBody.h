#pragma once

#include <QByteArray>
#include <QIODevice>

namespace streamkeeper {

/// The body of a request that must not go out twice. Qt sends a request anew, whatever its method, when
/// the server closes the connection before it answers (measured on 6.4: one more time). It has to
/// rewind the body for that, which this one refuses: the request fails with ContentReSendError instead.
/// Works for an empty body as well. Belongs to the reply that reads it.
class OneTimeBody : public QIODevice
{
    Q_OBJECT

public:
    explicit OneTimeBody(QByteArray content, QObject *parent = nullptr);

    /// Whether nothing of it was handed out, so that the server cannot have a complete request. Says
    /// nothing of an empty body.
    [[nodiscard]] bool isUntouched() const { return m_position == 0; }

    [[nodiscard]] bool isSequential() const override { return true; }
    [[nodiscard]] qint64 bytesAvailable() const override;
    [[nodiscard]] bool atEnd() const override { return m_position == m_content.size(); }
    bool reset() override { return false; }

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_content;
    qsizetype m_position = 0;
};

} // namespace streamkeeper
