#pragma once

#include "tests/core/FakeKeychain.h"
#include "tests/fleet/FleetProcess.h"
#include "tests/transfers/CaptureWitness.h"

#include <QElapsedTimer>
#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>

#include <array>
#include <deque>
#include <functional>
#include <memory>
#include <vector>

namespace streamkeeper::test {

/// A fleet in a hurry, a registry that has adopted all of it, and consoles in processes of their own that
/// transfer its streams: what the tests of transfers have in common. Tells what is wrong afterwards.
class TransferField
{
public:
    struct KnownStream
    {
        QString id;
        QString source;
        QString home; ///< its main server, as the consoles told last
        QString firstHome;
    };
    /// A line that a console said.
    struct Line
    {
        int console = 0;
        QJsonObject text;
    };

    TransferField();
    ~TransferField();
    TransferField(const TransferField &) = delete;
    TransferField &operator=(const TransferField &) = delete;

    /// Servers ms-01 and so on; the last `mediaMtx` are MediaMTX. Two streams for each camera, the first
    /// `recorded` cameras are recorded where the server can. `isOff`: the last camera's streams are off.
    [[nodiscard]] bool start(int servers, int mediaMtx, int cameras, int recorded, bool isOff = false);
    [[nodiscard]] fleet::FleetProcess &fleet() { return *m_fleet; }
    [[nodiscard]] std::vector<KnownStream> &streams() { return m_streams; }
    [[nodiscard]] KnownStream *streamOf(const QString &id);
    /// Of a stream whose main server is this one now; null: none.
    [[nodiscard]] KnownStream *anyOn(const QString &server);
    [[nodiscard]] int serverCount() const { return m_serverCount; }
    [[nodiscard]] bool isMediaMtx(const QString &server) const { return m_forgetful.contains(server); }
    [[nodiscard]] static QString serverName(int index);

    /// Waits until it has opened the registry.
    [[nodiscard]] bool startConsole(int console = 0);
    /// It knows the present state of every server.
    [[nodiscard]] bool waitForPolls(int console = 0);
    void kill(int console);
    [[nodiscard]] bool isRunning(int console) const;
    void tell(int console, const QJsonObject &line);
    /// The next line that a console said, answers left out.
    [[nodiscard]] std::optional<Line> takeLine();
    /// Sends an order and waits for its end; the last line.
    [[nodiscard]] QJsonObject runOrder(int console, const QJsonObject &order);
    [[nodiscard]] std::optional<Line> waitForLine(const std::function<bool(const Line &)> &isIt,
                                                  int timeoutMs = 20'000);
    [[nodiscard]] QJsonObject ask(int console, const QString &what);

    [[nodiscard]] bool fault(const QString &server, QJsonObject fault);
    [[nodiscard]] bool control(const QString &server, const QString &action);
    /// No faults, every server runs.
    [[nodiscard]] bool liftAll();

    void note(const QString &text, const QString &stream = {});
    /// Lifts all faults, lets the consoles work until nothing is wrong any more, and tells what stays wrong,
    /// with the story of each stream.
    [[nodiscard]] QStringList settle(int console = 0);
    [[nodiscard]] CaptureWitness witness();
    /// Gaps of enabled streams that are ours, each with its story; the others are counted.
    [[nodiscard]] QStringList ourGaps(int console = 0);
    [[nodiscard]] int excusedGaps() const { return m_excusedGaps; }

private:
    struct Console
    {
        std::unique_ptr<QProcess> process;
        QByteArray buffer;
        QJsonObject answer;
    };
    struct Note
    {
        qint64 atMs = 0;
        QString stream; ///< empty: all
        QString text;
    };

    /// What is wrong, and with which source.
    struct Problem
    {
        QString text;
        QString source;
    };

    [[nodiscard]] bool fillRegistry(bool isOff);
    void readLines(int console);
    [[nodiscard]] std::vector<Problem> problems(const QJsonObject &state);
    [[nodiscard]] std::vector<Problem> streamProblems(const QJsonObject &stream,
                                                      const CaptureWitness &witness) const;
    [[nodiscard]] std::optional<Problem> copyProblem(const QJsonObject &copy, const CaptureWitness &witness);
    [[nodiscard]] std::optional<Problem> strayProblem(const QJsonObject &stray,
                                                      const CaptureWitness &witness) const;
    [[nodiscard]] QString lastStory(int console, const QString &source);
    [[nodiscard]] QString story(const QString &stream, const QString &source, const CaptureWitness &witness,
                                const QJsonArray &journal, qint64 fromMs, qint64 untilMs) const;

    QTemporaryDir m_dir;
    std::unique_ptr<fleet::FleetProcess> m_fleet;
    FakeKeychain m_keychain;
    std::vector<KnownStream> m_streams;
    QSet<QString> m_forgetful;
    QSet<QPair<QString, QString>> m_copies; ///< of the last state: server and name
    int m_serverCount = 0;
    std::array<Console, 2> m_consoles;
    std::deque<Line> m_lines;
    std::vector<Note> m_notes;
    int m_excusedGaps = 0;
};

} // namespace streamkeeper::test
