#pragma once

#include <QDialog>

namespace streamkeeper {

/// Version, files of this console (registry, log, settings), licence.
class AboutDialog : public QDialog
{
    Q_OBJECT

public:
    AboutDialog(const QString &registryFile, const QString &logFile, const QString &settingsFile,
                QWidget *parent = nullptr);
};

} // namespace streamkeeper
