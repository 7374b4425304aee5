#include "app/cli/CommandLine.h"

int main(int argc, char *argv[])
{
    return streamkeeper::runCommandLine(argc, argv);
}
