#include "models/domain/SecretText.h"

namespace streamkeeper {

SecretText::~SecretText()
{
    if (!m_utf8.isDetached())
        return; // another copy still needs the bytes and will wipe them
    volatile char *bytes = m_utf8.data();
    for (qsizetype i = 0; i < m_utf8.size(); ++i)
        bytes[i] = 0;
}

bool SecretText::operator==(const SecretText &other) const
{
    if (m_utf8.size() != other.m_utf8.size())
        return false;
    unsigned difference = 0;
    for (qsizetype i = 0; i < m_utf8.size(); ++i)
        difference |= static_cast<unsigned char>(m_utf8[i]) ^ static_cast<unsigned char>(other.m_utf8[i]);
    return difference == 0;
}

} // namespace streamkeeper
