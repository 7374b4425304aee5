#include "views/shell/AboutDialog.h"

#include "views/common/DialogBody.h"
#include "views/common/PlainText.h"
#include "views/theme/Icons.h"

#include <QFontDatabase>
#include <QFormLayout>
#include <QIcon>
#include <QPushButton>

namespace streamkeeper {

using namespace Qt::StringLiterals;

AboutDialog::AboutDialog(const QString &registryFile, const QString &logFile, const QString &settingsFile,
                         QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("About Streamkeeper"));
    const auto [outer, layout] = layOut(*this, {560, 0});
    layout->setSpacing(10);
    auto *head = new QHBoxLayout;
    auto *icon = new QLabel(this);
    icon->setPixmap(QIcon(u":/icons/streamkeeper.svg"_s).pixmap(QSize(48, 48), devicePixelRatioF()));
    head->addWidget(icon);
    auto *name = plainLabel(u"Streamkeeper " STREAMKEEPER_VERSION ""_s, this);
    QFont bold = font();
    bold.setBold(true);
    bold.setPointSizeF(font().pointSizeF() * 1.3);
    name->setFont(bold);
    head->addWidget(name, 1);
    layout->addLayout(head);
    layout->addWidget(
        sentenceLabel(tr("Console for the operators of large video surveillance networks. Free software "
                         "under the MIT licence. Built on Qt %1.")
                          .arg(QString::fromLatin1(qVersion())),
                      this));
    auto *form = new QFormLayout;
    form->setLabelAlignment(Qt::AlignLeft);
    for (const auto &[title, file] : {std::pair(tr("Registry"), registryFile), std::pair(tr("Log"), logFile),
                                      std::pair(tr("Settings"), settingsFile)}) {
        QLabel *path = sentenceLabel(file, this);
        path->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
        path->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        path->setAccessibleName(title);
        form->addRow(title, path);
    }
    layout->addLayout(form);
    layout->addStretch(1);
    auto *close = new QPushButton(tr("Close"), this);
    close->setDefault(true);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    outer->addWidget(close, 0, Qt::AlignRight);
    fitHeight(*this);
}

} // namespace streamkeeper
