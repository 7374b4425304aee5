#pragma once

#include <QByteArray>
#include <QString>

namespace streamkeeper::fleet {

/// What one camera of the fleet is like. Everything follows from its number, so that every run gives the same
/// fleet.
struct CameraPlan
{
    int number = 1;     ///< from 1
    QByteArray uid;     ///< camera UUID
    QByteArray highUid; ///< UUID of its high stream
    QByteArray lowUid;  ///< UUID of its low stream
    QString name;       ///< for people, any script
    bool hasAudio = false;
    bool isLive = false; ///< else its streams are synthetic
    QByteArray user;     ///< empty: no login
    QByteArray password;
    bool digest = true;

    /// "/cam-07/high" and so on.
    [[nodiscard]] QByteArray path(bool high) const;
    /// "user:password@" or empty.
    [[nodiscard]] QByteArray userInfo() const;
};

/// The plan of camera `number`.
[[nodiscard]] CameraPlan planCamera(int number, bool live);

/// A UUID that depends on nothing but its arguments.
[[nodiscard]] QByteArray stableUuid(const QByteArray &kind, int number);

/// Eight hexadecimal digits that depend on nothing but the arguments: tokens and passwords of the test fleet.
[[nodiscard]] QByteArray stableSecret(const QByteArray &kind, int number, int digits);

} // namespace streamkeeper::fleet
