#pragma once

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace streamkeeper::test {

/// The language of the environment (LANGUAGE), as the console itself takes it.
class TourLanguage
{
public:
    TourLanguage()
    {
        using namespace Qt::StringLiterals;
        if (m_ofQt.load(QLocale(), u"qtbase"_s, u"_"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
            QCoreApplication::installTranslator(&m_ofQt);
        const QString folder = QStringLiteral(STREAMKEEPER_TRANSLATIONS);
        if (m_ours.load(QLocale(), u"streamkeeper"_s, u"_"_s, folder) ||
            m_ours.load(folder + u"/streamkeeper_en.qm"_s))
            QCoreApplication::installTranslator(&m_ours);
    }

private:
    QTranslator m_ofQt;
    QTranslator m_ours;
};

} // namespace streamkeeper::test
