#pragma once

#include "tests/console/StreamsWindowTest.h"
#include "views/transfer/FoundServersBox.h"
#include "views/transfer/SearchedServersTable.h"
#include "views/transfer/TransferDialog.h"

#include <QPushButton>

namespace streamkeeper::test {

/// A test of the transfer dialog between four media servers with real video, "ms-01" to "ms-04": what such
/// tests share. Streams are of the first camera of each server.
class TransferWindowTest : public StreamsWindowTest
{
protected:
    void startTransferServers();
    /// Before each test, and after it: no lock, no cluster, no limits.
    void begin();
    void end();

    [[nodiscard]] QString mainServerOf(const StreamId &id);
    [[nodiscard]] StreamId streamOn(const QString &server);
    /// By Ctrl+T; waits for the result of the search.
    [[nodiscard]] TransferDialog *open(const std::vector<StreamId> &ids);
    [[nodiscard]] static QString headline(TransferDialog &dialog)
    {
        return dialog.findChild<FoundServersBox *>()->headline();
    }
    [[nodiscard]] static QPushButton &confirmButton(TransferDialog &dialog)
    {
        return *dialog.findChild<QPushButton *>(QStringLiteral("confirmTransfer"));
    }
    [[nodiscard]] static SearchedServersTable &servers(TransferDialog &dialog)
    {
        return *dialog.findChild<SearchedServersTable *>();
    }
    /// What stands in the row of a server.
    [[nodiscard]] static QString cell(TransferDialog &dialog, const QString &server, int column);
    [[nodiscard]] static QString check(TransferDialog &dialog, const QString &server, ServerCheck check)
    {
        return cell(dialog, server, SearchedServersModel::FirstCheckColumn + int(check));
    }
    [[nodiscard]] bool close(TransferDialog &dialog);
    void changeServer(const QString &name, const std::function<void(MediaServer &)> &change);
    void makeCluster(const QString &name, const QString &main, const QString &additional);
    void setLock(int minutes);
    [[nodiscard]] int confirmedTransfers();
    /// Until so many transfers of this test are confirmed; else what was said instead.
    [[nodiscard]] QString waitForEnd(int confirmed);

private:
    std::vector<MediaServer> m_servers; ///< as they were at the start
    int m_confirmedBefore = 0;          ///< this test
};

} // namespace streamkeeper::test
