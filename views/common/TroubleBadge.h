#pragma once

#include "models/domain/Types.h"

#include <QPushButton>

namespace streamkeeper {

/// The badge of a stream in trouble (domain.md 1.1), which leads to it in the section Incorrect cameras. Not
/// there for a stream that is in none.
class TroubleBadge : public QPushButton
{
    Q_OBJECT

public:
    explicit TroubleBadge(QWidget *parent = nullptr);

    void setCharacteristic(Characteristic characteristic);
};

} // namespace streamkeeper
